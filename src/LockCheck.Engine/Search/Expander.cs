using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LockCheck.Engine;

/// <summary>
/// Makes the successors of states: one worker's part of a search. A step that is in the memo is not run again; while
/// the place of one successor in the fingerprint table comes from memory, the next ones are made.
/// </summary>
internal sealed unsafe class Expander : IDisposable
{
    /// <summary>The most states that may be announced and not expanded.</summary>
    public const int AheadMax = 7;

    /// <summary>The most successors that wait to be handed over.</summary>
    public const int RingSize = 16;


    private readonly LoadedModel _model;
    private readonly StateShape _shape;
    private readonly SearchOptions _options;
    private readonly PropertyTable _properties;
    private readonly StatePieces _pieces;
    private readonly StepMemo? _memo;
    private readonly StepBook? _book;
    private readonly SuccessorSink _sink;
    private readonly Stepper _stepper;
    private readonly StateBuffer _buffer;
    private readonly byte* _ring;
    private readonly int _successorBytes;
    private readonly bool _newestFirst;
    private readonly bool _countsSwitches;
    private readonly StepKey* _keys;
    private uint _announced;
    private uint _expanded;
    private int _oldest;
    private int _waiting;

    /// <param name="model">The model.</param>
    /// <param name="options">Bounds and switches.</param>
    /// <param name="properties">The model's properties.</param>
    /// <param name="pieces">The pieces of states, shared with all workers.</param>
    /// <param name="memo">What steps did, shared with all workers; null to run every step.</param>
    /// <param name="sink">Who decides about successors.</param>
    public Expander(
        LoadedModel model,
        SearchOptions options,
        PropertyTable properties,
        StatePieces pieces,
        StepMemo? memo,
        SuccessorSink sink)
    {
        _model = model;
        _shape = model.Shape;
        _options = options;
        _properties = properties;
        _pieces = pieces;
        _countsSwitches = options.Preemptions is not null;
        _memo = memo;
        _book = memo is null ? null : new StepBook(pieces, memo);
        _sink = sink;
        _newestFirst = options.DepthFirst;
        _stepper = model.NewStepper();
        _buffer = new StateBuffer(_shape, pieces);
        _successorBytes = sizeof(Successor) + pieces.RecordBytes;
        _ring = (byte*)NativeMemory.AlignedAlloc((nuint)(RingSize * _successorBytes), 64);
        _keys = (StepKey*)NativeMemory.AlignedAlloc(
            (nuint)((AheadMax + 1) * _shape.ThreadCount * sizeof(StepKey)), 64);
    }

    /// <summary>Gets the stepper, whose scope the worker's OS thread has to enter.</summary>
    public Stepper Stepper => _stepper;

    /// <summary>Gets the number of steps so far.</summary>
    public long Transitions { get; private set; }

    /// <summary>Gets how many steps, or looks at a blocked thread, were not in the memo.</summary>
    public long Missed { get; private set; }

    /// <summary>
    /// Starts to load what the expansion of a state will need. Each state is announced once, in the order in which they
    /// are expanded, and at most <see cref="AheadMax"/> before it is its turn.
    /// </summary>
    public void Announce(byte* record)
    {
        if (_book is not { } book)
        {
            return;
        }

        var threads = _pieces.ThreadsIn(record);
        var keys = KeysOf(_announced++);
        for (var slot = 0; slot < _shape.ThreadCount; slot++)
        {
            if ((threads[slot] & StatePieces.NotRunning) == 0)
            {
                keys[slot] = book.Announce(record, threads[slot]);
            }
        }
    }

    /// <summary>Makes all successors of a state, which was announced.</summary>
    /// <param name="record">The state.</param>
    /// <param name="number">Its number.</param>
    public void Expand(byte* record, long number)
    {
        if (_memo is null)
        {
            ExpandByRunning(record, number);
            return;
        }

        var threads = _pieces.ThreadsIn(record);
        var keys = KeysOf(_expanded++);
        var count = _shape.ThreadCount;
        var isOver = true;
        for (var i = 0; i < count; i++)
        {
            var slot = _newestFirst ? count - 1 - i : i;
            if ((threads[slot] & StatePieces.NotRunning) != 0)
            {
                continue;
            }

            if (!_memo.Find(keys[slot], out var outcome))
            {
                isOver &= !Discover(record, number, slot);
            }
            else if (outcome.Thread != StepMemo.Blocked)
            {
                isOver = false;
                Follow(record, number, slot, in outcome);
            }
        }

        if (isOver)
        {
            _sink.EndOfPath(number, HasLiveThreads(threads));
        }
    }

    /// <summary>Hands over all successors that still wait.</summary>
    public void Flush()
    {
        while (_waiting > 0)
        {
            HandOver();
        }
    }

    /// <summary>Unpacks a state; valid until the next call of any method.</summary>
    public byte* Unpack(byte* record)
    {
        _buffer.Load(record);
        return _buffer.State;
    }

    public void Dispose()
    {
        _stepper.Dispose();
        _buffer.Dispose();
        NativeMemory.AlignedFree(_ring);
        NativeMemory.AlignedFree(_keys);
    }

    private bool HasLiveThreads(uint* threads)
    {
        for (var slot = 0; slot < _shape.ThreadCount; slot++)
        {
            if ((threads[slot] & StatePieces.NotRunning) == 0)
            {
                return true;
            }
        }

        return false;
    }

    private void ExpandByRunning(byte* record, long number)
    {
        _buffer.Load(record);
        _stepper.WorkOn(_buffer.State);
        var enabled = _model.Enabled(_stepper);
        if (enabled == 0)
        {
            _sink.EndOfPath(number, HasLiveThreads(_pieces.ThreadsIn(record)));
            return;
        }

        var allowed = _model.WithinPreemptions(_stepper, enabled, _options.Preemptions);
        while (allowed != 0)
        {
            var slot = _newestFirst
                ? 31 - BitOperations.LeadingZeroCount(allowed)
                : BitOperations.TrailingZeroCount(allowed);
            allowed &= ~(1u << slot);
            Run(record, number, slot, enabled, default);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private StepKey* KeysOf(uint turn) => _keys + ((turn & AheadMax) * _shape.ThreadCount);

    /// <summary>Runs a step that is not in the memo; false if its thread is blocked.</summary>
    private bool Discover(byte* record, long number, int slot)
    {
        Missed++;
        _buffer.Load(record);
        _stepper.WorkOn(_buffer.State);
        var asked = default(LookNotes);
        if (new StateView(_buffer.State, _shape, &asked).CanGoOn(ThreadId.Of(slot)))
        {
            Run(record, number, slot, 0, asked);
            return true;
        }

        if (!asked.HasAskedForOperations)
        {
            _book!.Remember(record, slot, asked.Units, null);
        }

        return false;
    }

    /// <summary>Runs a step once for each combination of its value choices.</summary>
    /// <param name="record">The state.</param>
    /// <param name="number">Its number.</param>
    /// <param name="slot">The thread.</param>
    /// <param name="enabled">The threads that can go on, a bit each, if context switches are counted.</param>
    /// <param name="asked">What the question whether it is blocked looked at.</param>
    private void Run(byte* record, long number, int slot, uint enabled, LookNotes asked)
    {
        var tape = _stepper.Tape;
        tape.Clear();
        bool hasMore;
        var isFirst = true;
        do
        {
            _buffer.Load(record);
            _stepper.WorkOn(_buffer.State);
            _stepper.Step(slot);
            var units = _stepper.TouchedUnits;
            var isOfOperations = asked.HasAskedForOperations || _stepper.HasAskedForOperations;
            if (_countsSwitches)
            {
                _model.CountSwitch(_stepper, slot, enabled);
                units = _pieces.AllUnits;
            }

            Transitions++;
            var step = new PathStep((byte)slot, tape.Code);
            hasMore = tape.Advance();
            var isOnly = isFirst && !hasMore;
            isFirst = false;
            if (_stepper.Reported != 0)
            {
                _sink.Report(_stepper.Reported, number, step);
                if (_properties.IsCrash(_stepper.Reported))
                {
                    _buffer.Forget();
                    continue;
                }
            }

            var successor = Next();
            var made = Successor.RecordOf(successor);
            Words.Copy(record, made, _pieces.RecordBytes);
            _buffer.Absorb(made, units, _stepper.TouchedThreads);
            if (isOnly && !isOfOperations && _stepper.Reported == 0 && _stepper.TouchedThreads == 1u << slot)
            {
                // It did one thing, and to its own thread and the world only.
                _book?.Remember(record, slot, asked.Units | units, made);
            }

            Enqueue(successor, number, step);
        }
        while (hasMore);
    }

    /// <summary>Makes a successor by a step that is known.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Follow(byte* record, long number, int slot, in StepOutcome outcome)
    {
        Transitions++;
        var successor = Next();
        var made = Successor.RecordOf(successor);
        Words.Copy(record, made, _pieces.RecordBytes);
        _book!.Take(made, slot, in outcome);
        Enqueue(successor, number, new PathStep((byte)slot, 0));
    }

    /// <summary>Gets room for one more successor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Successor* Next()
    {
        if (_waiting == RingSize)
        {
            HandOver();
        }

        return At((_oldest + _waiting) & (RingSize - 1));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Enqueue(Successor* successor, long number, PathStep step)
    {
        successor->Parent = number;
        successor->Step = step;
        _waiting++;
        _sink.Announce(StatePieces.SumIn(Successor.RecordOf(successor)));
    }

    private void HandOver()
    {
        var successor = At(_oldest);
        _oldest = (_oldest + 1) & (RingSize - 1);
        _waiting--;
        _sink.Take(successor);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Successor* At(int place) => (Successor*)(_ring + (place * _successorBytes));
}
