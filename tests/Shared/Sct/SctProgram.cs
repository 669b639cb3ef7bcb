using System.Runtime.CompilerServices;
using LockCheck.Engine;

namespace LockCheck.Sct;

/// <summary>
/// A program of a published benchmark as a small world: its shared variables are numbers, every access to one of them
/// is a scheduling point, and so are the creation and the joining of a thread. What it asserts is one promise.
/// </summary>
/// <param name="threads">The threads, main among them.</param>
/// <param name="variables">The names of the shared variables, in the order of their <see cref="Var"/>.</param>
internal abstract class SctProgram(int threads, params string[] variables) : Model<SctProgram.Memory>
{
    public const int VariablesMax = 32;

    public static readonly Property Assertion =
        new(Property.FirstOfModel, "assert", "the program's assertions hold", PropertyKind.Crash);

    public override int ThreadCount => threads;

    public override IReadOnlyList<Property> Properties => [Assertion];

    public string NameOf(Var variable) => variables[variable.Index];

    public override void Declare(VectorLayout layout)
    {
        base.Declare(layout);
        layout.FrameBytes = 256;
    }

    /// <summary>Ends the run unless the condition holds, as a failed assertion does.</summary>
    protected static void Assert(bool condition)
    {
        if (!condition)
        {
            Stepper.Current.Report(Assertion);
        }
    }

    internal struct Memory
    {
        public Row Cells;
    }

    [InlineArray(VariablesMax)]
    internal struct Row
    {
        private int _cell;
    }
}

/// <summary>A shared variable of a program.</summary>
/// <param name="Index">Its place among the program's variables.</param>
internal readonly record struct Var(int Index)
{
    public ref int Here => ref Model<SctProgram.Memory>.World.Cells[Index];

    public Footprint Footprint(AccessMode mode) => new(1, (ushort)Index, mode, AccessOrder.Fence);

    public int In(StateView state) => Model<SctProgram.Memory>.WorldOf(state).Cells[Index];

    public string NameIn(StateView state) => ((SctProgram)state.Model).NameOf(this);
}
