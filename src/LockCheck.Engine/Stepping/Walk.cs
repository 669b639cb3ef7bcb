using System.Numerics;

namespace LockCheck.Engine;

/// <summary>
/// One run of a model under a scheduler of the caller's, step by step: what a host such as another test engine drives.
/// A walk belongs to no OS thread; its calls may come from any, one at a time.
/// </summary>
public sealed class Walk : IDisposable
{
    private readonly LoadedModel _model;
    private readonly Stepper _stepper;
    private readonly PropertyTable _properties;
    private readonly List<PathStep> _path = [];
    private readonly IReadOnlyList<int> _alone;
    private uint _enabled;
    private readonly LoneRun? _lone;
    private readonly UndecidedRun _undecided;

    /// <summary>Starts a run in the initial state.</summary>
    /// <param name="model">The loaded model; several walks may share it.</param>
    /// <param name="alone">
    /// The slots of threads that must end, or have to wait, where they run alone (<see cref="Property.Alone"/>); null
    /// for none.
    /// </param>
    public Walk(LoadedModel model, IReadOnlyList<int>? alone = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        _model = model;
        _properties = new PropertyTable(model.Model);
        _stepper = model.NewStepper();
        _enabled = model.Enabled(_stepper);
        _undecided = new UndecidedRun(model.Shape);
        _alone = alone ?? [];
        _lone = _alone.Count > 0 ? new LoneRun(model.Shape) : null;
    }

    /// <summary>Gets the present state.</summary>
    public StateView View => _stepper.View;

    /// <summary>Gets the steps that were taken.</summary>
    public IReadOnlyList<PathStep> Path => _path;

    /// <summary>Gets how many threads can make a step now.</summary>
    public int EnabledCount => BitOperations.PopCount(_enabled);

    /// <summary>Gets whether a step broke something behind which the model means nothing more.</summary>
    public bool HasCrashed { get; private set; }

    /// <summary>Gets whether a thread that is watched has come back to a state by steps of its own.</summary>
    public bool GoesRound { get; private set; }

    /// <summary>Gets whether nothing is left to be decided, and the same states come again and again.</summary>
    public bool IsEndless { get; private set; }

    /// <summary>Gets whether no thread can make a step, or no further step says anything new.</summary>
    public bool IsOver => HasCrashed || GoesRound || IsEndless || EnabledCount == 0;

    /// <summary>Gets whether no thread can make a step though some have not ended.</summary>
    public bool IsDeadlock => !HasCrashed && EnabledCount == 0 && View.HasLiveThreads;

    /// <summary>Gives one of the threads that can make a step now.</summary>
    /// <param name="index">Which: below <see cref="EnabledCount"/>, in the order of the threads.</param>
    /// <returns>The thread.</returns>
    public ThreadId Enabled(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, EnabledCount);
        var enabled = _enabled;
        for (; index > 0; index--)
        {
            enabled &= enabled - 1;
        }

        return ThreadId.Of(BitOperations.TrailingZeroCount(enabled));
    }

    /// <summary>Makes one step.</summary>
    /// <param name="thread">The thread that makes it; it must be enabled.</param>
    /// <param name="choose">Takes each value choice of the step: given how many values there are, one below.</param>
    /// <returns>What the step broke.</returns>
    public unsafe IReadOnlyList<Property> Step(ThreadId thread, Func<int, int> choose)
    {
        ArgumentNullException.ThrowIfNull(choose);
        var enabled = _enabled;
        if (IsOver || (enabled & (1u << thread.Index)) == 0)
        {
            throw new InvalidOperationException(
                $"Thread {thread.Index} can make no step here. Ask Walk.Enabled before each step.");
        }

        _lone?.Before(thread.Index, _stepper.State, _path.Count);
        using (_stepper.Enter())
        {
            _stepper.Tape.Draw(choose);
            _stepper.Step(thread.Index);
            _model.CountSwitch(_stepper, thread.Index, enabled);
        }

        _path.Add(new PathStep((byte)thread.Index, _stepper.Tape.Code));
        HasCrashed = _properties.IsCrash(_stepper.Reported);
        if (!HasCrashed)
        {
            // Behind a crash, predicates might look at garbage.
            _enabled = _model.Enabled(_stepper);
        }

        IsEndless = _undecided.IsEndlessAfter(
            !BitOperations.IsPow2(enabled) || _stepper.Tape.Values.Length > 0, _stepper.State);
        _lone?.After(_stepper.State);
        GoesRound = !HasCrashed && _alone.Contains(thread.Index) && _lone!.ComesBackTo() is not null;
        var broken = _properties.Of(_properties.Meaningful(_stepper.Reported));
        return GoesRound ? [.. broken, Property.Alone] : broken;
    }

    /// <summary>Frees the state.</summary>
    public void Dispose() => _stepper.Dispose();
}
