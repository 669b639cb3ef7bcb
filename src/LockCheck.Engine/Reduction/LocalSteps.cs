using System.Numerics;

namespace LockCheck.Engine;

/// <summary>
/// Takes local steps at once, one behind the other, until a state is reached in which no thread has one: only such
/// states are kept and expanded. A step is local if nothing that the other threads may still do conflicts with it, as
/// long as its own thread waits: whoever else moves first, it is the same step, and does the same to them.
/// </summary>
/// <remarks>
/// A thread with a local step is a persistent set of its own (P. Godefroid: Partial-order methods for the verification
/// of concurrent systems, LNCS 1032, 1996). What other threads may still do is learned (<see cref="FutureTable"/>), in
/// the manner of H. Kastenberg and A. Rensink (Dynamic partial order reduction using probe sets, CONCUR 2008), but
/// checked to the end. That every chain ends in a state that is expanded in full is the proviso without which a
/// reduction ignores threads (S. F. Siegel: What's wrong with on-the-fly partial order reduction, CAV 2019); it takes
/// no stack and no order of search. The proof is in docs/reduction.md.
/// </remarks>
internal sealed unsafe class LocalSteps : IDisposable
{
    /// <summary>The longest chain: a longer one ends in a state that is kept, local steps or not.</summary>
    private const int ChainMax = 1000;

    /// <summary>The most branches that choices on the way make of one step.</summary>
    private const int BranchesMax = 32;

    private readonly LoadedModel _model;
    private readonly Stepper _stepper;
    private readonly Learned _learned;
    private readonly FootprintTable _footprints;
    private readonly FutureTable _futures;
    private readonly FootprintProbe _probe;
    private readonly PropertyTable _properties;
    private readonly ThreadLooks _looks;
    private readonly BranchPool _pool;
    private readonly Stack<Branch> _waiting = new();
    private readonly List<Branch> _made = [];
    private readonly FingerprintSet _passed = new();
    private readonly List<ulong> _passing = [];
    private Branch? _given;
    private int _branches;
    private int _slot;
    private int _place;
    private bool _isLasting;
    private ulong _world;
    private bool _isKnown;
    private int _footprint;

    public LocalSteps(LoadedModel model, Stepper stepper, PropertyTable properties, Learned learned)
    {
        _model = model;
        _stepper = stepper;
        _properties = properties;
        _learned = learned;
        _footprints = learned.Footprints;
        _futures = learned.Futures;
        _probe = new FootprintProbe(model, stepper, _footprints, learned.Rules);
        _looks = new ThreadLooks(model.Shape, stepper, _probe, learned);
        _pool = new BranchPool(model.Shape);
    }

    /// <summary>
    /// Gets or sets what hears of what a local step reported: the state before it, the bits, the step.
    /// </summary>
    public Action<Branch, ulong, PathStep> Report { get; set; } = (_, _, _) => { };

    /// <summary>Gets how many states were passed or kept: each is told by its fingerprint.</summary>
    public long PassedCount => _passed.Count;

    /// <summary>Gets the bytes of their fingerprints.</summary>
    public long Bytes => _passed.Bytes;

    /// <summary>Begins to run a step of the search with all its choices.</summary>
    /// <param name="from">The state that is expanded.</param>
    /// <param name="slot">The step's thread.</param>
    public void BeginSteps(Expanded from, int slot)
    {
        _slot = slot;
        _place = _futures.PlaceOf(from.Hashes[slot + 1]);
        _world = from.Hashes[0];
        for (var thread = 0; thread < _model.Shape.ThreadCount; thread++)
        {
            _world = ThreadLooks.WithStatus(_world, from.Thread(thread));
        }

        _isKnown = _learned.Steps.Find(_place, _world) >= 0;
        _isLasting = true;
        _footprint = FootprintTable.Nothing;
    }

    /// <summary>Begins one choice of the step.</summary>
    public void BeginStep()
    {
        if (!_isKnown)
        {
            _probe.Begin(_slot);
        }
    }

    /// <summary>Learns from one choice of the step.</summary>
    /// <param name="worldBefore">The world before it.</param>
    public void EndStep(byte* worldBefore)
    {
        if (!_isKnown)
        {
            _footprint = _footprints.Union(_footprint, Learn(worldBefore, _place));
            _isLasting &= !_probe.SeesOperations;
        }
    }

    /// <summary>Ends the step: all its choices were run.</summary>
    public void EndSteps()
    {
        if (!_isKnown && _isLasting)
        {
            _learned.Steps.Add(_place, _world, _footprint);
        }
    }

    /// <summary>Looks at the stepper's state, and learns what decides which threads are blocked.</summary>
    /// <returns>The threads that are not, a bit each.</returns>
    public uint Look() => _looks.Take(_stepper.State);

    /// <summary>Takes any step behind a look, and learns from it.</summary>
    /// <returns>Whether it was no crash.</returns>
    public bool Step(int slot, Func<int, int> draw)
    {
        var before = _pool.CopyOf(_stepper.State);
        _stepper.Tape.Draw(draw);
        _probe.Begin(slot);
        _stepper.Step(slot);
        _ = Learn(before.State, _looks.PlaceOf(slot));
        _pool.Return(before);
        return !_properties.IsCrash(_stepper.Reported);
    }

    /// <summary>Begins at the state behind a step; it is copied.</summary>
    /// <param name="state">The state.</param>
    /// <param name="touched">The threads whose segments the step may have changed, a bit each.</param>
    public void Start(byte* state, uint touched)
    {
        var branch = _pool.CopyOf(state);
        branch.Touched = touched;
        _branches = 1;
        _waiting.Push(branch);
    }

    /// <summary>
    /// Gives the next state to be kept, in which no thread has a local step; null when there is none. It is valid until
    /// the next call.
    /// </summary>
    public Branch? Next()
    {
        if (_given is not null)
        {
            _pool.Return(_given);
            _given = null;
        }

        while (_waiting.TryPop(out var branch))
        {
            if ((Follow(ref branch) || _learned.Rules.KeepsEnds) && !branch.IsGone)
            {
                _given = branch;
                return branch;
            }

            _pool.Return(branch);
        }

        // Not before all branches have come to their ends: a chain that meets itself goes round.
        foreach (var fingerprint in _passing)
        {
            _ = _passed.Add(fingerprint);
        }

        _passing.Clear();
        return null;
    }

    public void Dispose()
    {
        _probe.Dispose();
        _pool.Dispose();
        _passed.Dispose();
    }

    /// <summary>Follows a chain; false if it was cut, as one that goes round.</summary>
    private bool Follow(ref Branch branch)
    {
        var mark = 0UL;
        for (var length = 0; branch.Steps.Count < ChainMax; length++)
        {
            var enabled = _looks.Take(branch.State);
            if (length > 0 && _looks.Fingerprint == mark)
            {
                return false;
            }

            var fingerprint = StableHash.Finish(_looks.Fingerprint);
            if (_passed.Contains(fingerprint))
            {
                // An earlier chain has come through here, and its end is kept.
                branch.IsGone = true;
                return true;
            }

            _passing.Add(fingerprint);

            if (BitOperations.IsPow2(length))
            {
                mark = _looks.Fingerprint;
            }

            if (!TakeLocal(ref branch, enabled) || branch.IsGone)
            {
                return true;
            }
        }

        return false;
    }

    private bool TakeLocal(ref Branch branch, uint enabled)
    {
        for (var rest = enabled; rest != 0; rest &= rest - 1)
        {
            if (TryStep(ref branch, BitOperations.TrailingZeroCount(rest), enabled))
            {
                return true;
            }
        }

        return false;
    }

    private bool TryStep(ref Branch branch, int slot, uint enabled)
    {
        var active = _looks.ActiveBeside(slot, enabled);
        var before = _looks.LookOf(slot);
        var known = _learned.Steps.Find(_looks.PlaceOf(slot), _looks.World);
        if (_looks.Conflicts(active, before) || (known >= 0 && _looks.Conflicts(active, known)))
        {
            return false;
        }

        var footprint = Run(branch, slot, known, active);
        if (footprint < 0)
        {
            return false;
        }

        _looks.Assume(active, enabled, slot, _footprints.Union(before, footprint));
        Commit(ref branch);
        return true;
    }

    /// <summary>Runs a step with each of its choices; what it touches, or less than 0 if it is not local.</summary>
    private int Run(Branch from, int slot, int known, uint active)
    {
        var goesOn = false;
        var isLasting = true;
        var footprint = Math.Max(known, FootprintTable.Nothing);
        _stepper.Tape.Clear();
        do
        {
            var made = _pool.CopyOf(from.State);
            made.Follow(from);
            _made.Add(made);
            _stepper.WorkOn(made.State);
            if (known < 0)
            {
                _probe.Begin(slot);
            }

            _stepper.Step(slot);
            if (known < 0)
            {
                footprint = _footprints.Union(footprint, Learn(from.State, _looks.PlaceOf(slot)));
                isLasting &= !_probe.SeesOperations;
            }

            made.Step = new PathStep((byte)slot, _stepper.Tape.Code);
            made.Reported = _stepper.Reported;
            made.Touched |= _stepper.TouchedThreads;
            goesOn |= !_properties.IsCrash(made.Reported);
        }
        while (_stepper.Tape.Advance());

        if (known < 0 && isLasting)
        {
            _learned.Steps.Add(_looks.PlaceOf(slot), _looks.World, footprint);
        }

        if (known < 0 && _looks.Conflicts(active, footprint))
        {
            Drop();
            return -1;
        }

        // Behind a crash nobody else gets on: where every choice leads to one, the others have to be tried before.
        if ((!goesOn && _learned.Rules.CountsCrashes) || _branches + _made.Count - 1 > BranchesMax)
        {
            Drop();
            return -1;
        }

        return footprint;
    }

    private void Commit(ref Branch branch)
    {
        _branches += _made.Count - 1;
        var from = branch;
        branch = null!;
        foreach (var made in _made)
        {
            if (made.Reported != 0)
            {
                Report(from, made.Reported, made.Step);
            }

            made.Steps.Add(made.Step);
            if (_properties.IsCrash(made.Reported))
            {
                _pool.Return(made);
            }
            else if (branch is null)
            {
                branch = made;
            }
            else
            {
                _waiting.Push(made);
            }
        }

        _made.Clear();
        if (branch is null)
        {
            branch = from;
            branch.IsGone = true;
            return;
        }

        _pool.Return(from);
    }

    private void Drop()
    {
        foreach (var made in _made)
        {
            _pool.Return(made);
        }

        _made.Clear();
    }

    private int Learn(byte* worldBefore, int place)
    {
        var footprint = _probe.EndStep(worldBefore);
        _futures.Learn(place, footprint);
        var threads = _learned.Rules.FollowsSpawns ? _stepper.TouchedThreads : 1u << _stepper.Self.Index;
        for (; threads != 0; threads &= threads - 1)
        {
            var slot = BitOperations.TrailingZeroCount(threads);
            _futures.Link(place, _futures.PlaceOf(_model.Shape.HashThread(_stepper.State, slot)));
        }

        return footprint;
    }
}
