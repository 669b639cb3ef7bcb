namespace LockCheck.Engine;

/// <summary>Makes the steps of one thread from a state, one for each combination of its value choices.</summary>
/// <remarks>A step that crashes leads nowhere, as in the search itself: nothing behind it means anything.</remarks>
internal sealed class LoneSteps(
    LoadedModel model, Stepper stepper, PropertyTable properties, int? preemptions) : IDisposable
{
    // Numbers of its own states, apart from those of the parent log: a lane tells states apart by their numbers.
    private const long OwnStates = 1L << 62;

    private readonly Lane _lane = new(model.Shape);
    private Expanded? _from;
    private int _slot;
    private uint _enabled;
    private bool _hasMore;
    private long _written;

    /// <summary>Gets the fingerprint of the state that the last step led to.</summary>
    public ulong Fingerprint => _lane.Fingerprint;

    /// <summary>Gets the last step.</summary>
    public PathStep Step { get; private set; }

    /// <summary>Gets the number of steps so far.</summary>
    public long Count { get; private set; }

    /// <summary>The fingerprint of a state that lies in a frontier.</summary>
    public unsafe ulong FingerprintOf(Expanded state)
    {
        var sum = 0UL;
        for (var section = 0; section <= model.Shape.ThreadCount; section++)
        {
            sum += state.Hashes[section];
        }

        return StableHash.Finish(sum);
    }

    /// <summary>Begins with the steps of a thread from a state; there are none if it cannot go on.</summary>
    public unsafe void Begin(Expanded from, int slot)
    {
        _from = from;
        _slot = slot;
        _lane.Sync(from);
        stepper.WorkOn(_lane.State);
        _enabled = model.Enabled(stepper);
        _hasMore = (model.WithinPreemptions(stepper, _enabled, preemptions) & (1u << slot)) != 0;
        stepper.Tape.Clear();
    }

    /// <summary>Makes the next step; false when there is none left.</summary>
    public unsafe bool Next()
    {
        while (_hasMore)
        {
            _lane.Sync(_from!);
            stepper.WorkOn(_lane.State);
            stepper.Step(_slot);
            model.CountSwitch(stepper, _slot, _enabled);
            _lane.Touch(stepper.TouchedThreads);
            Step = new PathStep((byte)_slot, stepper.Tape.Code);
            Count++;
            var leadsOn = !properties.IsCrash(stepper.Reported);
            _hasMore = stepper.Tape.Advance();
            if (leadsOn)
            {
                _lane.Hash(_from!);
                return true;
            }
        }

        return false;
    }

    /// <summary>Writes the state that the last step led to into a frontier.</summary>
    /// <param name="frontier">The frontier.</param>
    /// <param name="depth">What is to be remembered as its depth.</param>
    /// <returns>The entry; valid until the next call of any method of the frontier.</returns>
    public unsafe byte* Write(Frontier frontier, int depth)
    {
        var entry = frontier.Reserve(_from!.EntryBytes(model.Shape.PackedBytes(_lane.State)));
        _from.Write(entry, _lane, OwnStates + _written++, depth);
        return entry;
    }

    public void Dispose() => _lane.Dispose();
}
