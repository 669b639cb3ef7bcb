namespace LockCheck.Kernel;

/// <summary>
/// A thread of the target process that makes the calls of a program, one after the other. What a call returns changes
/// nothing about the next.
/// </summary>
/// <param name="name">Its name in traces.</param>
/// <param name="calls">The calls; at least one.</param>
public sealed class ProgramActor(string name, IReadOnlyList<ProgramCall> calls) : Actor(name, ActorKind.Writer)
{
    /// <summary>The most calls of one program.</summary>
    public const int CallsMax = 250;

    /// <inheritdoc/>
    public override bool SharesMm => true;

    /// <summary>Gets the calls.</summary>
    public IReadOnlyList<ProgramCall> Calls => calls;

    internal override void Start(int role)
    {
        // The thread's own exit matters only where the whole process may exit.
        var exits = (KernelModel.Current.Settings.Faults & Faults.Exit) != 0;
        Threads.Spawn(role, () => Play((byte)role, exits));
    }

    /// <summary>A call of the actor with a role in the running model.</summary>
    internal static ProgramCall CallOf(int role, int at) =>
        ((ProgramActor)KernelModel.Current.Settings.Actors[role]).Calls[at];

    private static int CountOf(byte role) => ((ProgramActor)KernelModel.Current.Settings.Actors[role]).Calls.Count;

    private static async Routine Play(byte role, bool exits)
    {
        for (byte at = 0; at < CountOf(role); at++)
        {
            await Operation.Issue(new ProgramEntry(role, at));
            await ProgramCalls.Make(role, at);
        }

        if (exits)
        {
            await MmLifetime.ExitSibling();
        }
    }
}

/// <summary>The entry into a system call: a step that touches nothing, and names the call.</summary>
internal readonly struct ProgramEntry(byte role, byte at) : IOperation<None>
{
    private readonly byte _role = role;
    private readonly byte _at = at;

    public Footprint Footprint => Footprint.Nothing;

    public bool TryApply(ThreadId self, out None result)
    {
        result = default;
        return true;
    }

    public string Describe(StateView state, ThreadId self) =>
        ((ProgramActor)KernelModel.Of(state).Settings.Actors[_role]).Calls[_at].Short();
}
