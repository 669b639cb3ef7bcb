using System.Runtime.InteropServices;

namespace LockCheck.Engine;

/// <summary>One worker of a parallel search: it expands chunks of a round and keeps what may be new states.</summary>
internal sealed unsafe class RoundWorker : SuccessorSink, IDisposable
{
    private const int InitialCapacity = 1 << 12;
    private const int LooksAhead = 8;

    private readonly SearchStore _store;
    private readonly RoundTable _table;
    private readonly int _entryBytes;
    private byte* _entries;
    private int _capacity = InitialCapacity;
    private int _count;
    private ulong _place;

    public RoundWorker(
        LoadedModel model,
        SearchOptions options,
        PropertyTable properties,
        SearchStore store,
        RoundTable table)
    {
        _store = store;
        _table = table;
        _entryBytes = sizeof(ulong) + sizeof(Successor) + store.Pieces.RecordBytes;
        _entries = (byte*)NativeMemory.Alloc((nuint)(_capacity * (long)_entryBytes));
        Found = new Discoveries(properties);
        Expander = new Expander(model, options, properties, store.Pieces, store.Memo, this);
    }

    /// <summary>Gets what makes its successors.</summary>
    public Expander Expander { get; }

    /// <summary>Gets what it has found.</summary>
    public Discoveries Found { get; }

    /// <summary>Gets how many states in which every thread has ended it came to.</summary>
    public long Terminal { get; private set; }

    /// <summary>Gets how many states in which nobody can go on it came to.</summary>
    public long Deadlocks { get; private set; }

    /// <summary>Begins a round.</summary>
    public void Begin() => _count = 0;

    /// <summary>Expands the states of a chunk.</summary>
    /// <param name="queue">Where they are.</param>
    /// <param name="from">The number of the first one.</param>
    /// <param name="to">The number behind the last one.</param>
    /// <param name="chunk">The chunk.</param>
    /// <param name="number">Its number in the round.</param>
    /// <param name="self">Which worker this is.</param>
    public void Expand(StateQueue queue, long from, long to, ref RoundChunk chunk, int number, int self)
    {
        chunk = new RoundChunk { Worker = self, From = _count };
        _place = (ulong)number << 32;
        var announced = from;
        for (var state = from; state < to; state++)
        {
            for (var last = Math.Min(to, state + Expander.AheadMax); announced < last; announced++)
            {
                Expander.Announce(queue[announced]);
            }

            Expander.Expand(queue[state], state);
        }

        Expander.Flush();
        chunk.Count = _count - chunk.From;
    }

    /// <summary>Moves those successors of a chunk to its front that are the first of their state.</summary>
    public void KeepFirst(ref RoundChunk chunk)
    {
        var kept = chunk.From;
        for (var i = chunk.From; i < chunk.From + chunk.Count; i++)
        {
            var entry = Entry(i);
            if (i + LooksAhead < chunk.From + chunk.Count)
            {
                _table.Prefetch(SumAt(i + LooksAhead));
            }

            if (_table.IsFirst(StatePieces.SumIn(Successor.RecordOf(In(entry))), *(ulong*)entry))
            {
                if (kept != i)
                {
                    Words.Copy(entry, Entry(kept), _entryBytes);
                }

                kept++;
            }
        }

        chunk.New = kept - chunk.From;
    }

    /// <summary>Forgets those new states of a chunk that a later state than one has led to.</summary>
    public void KeepUpTo(long last, ref RoundChunk chunk)
    {
        while (chunk.New > 0 && ParentOf(chunk, chunk.New - 1) > last)
        {
            chunk.New--;
        }
    }

    /// <summary>The state that has led to a new state of a chunk.</summary>
    public long ParentOf(in RoundChunk chunk, int number) => In(Entry(chunk.From + number))->Parent;

    /// <summary>Stores the new states of a chunk under their numbers.</summary>
    public void Store(StateQueue queue, in RoundChunk chunk)
    {
        for (var i = 0; i < chunk.New; i++)
        {
            if (i + LooksAhead < chunk.New)
            {
                _store.Seen.Prefetch(SumAt(chunk.From + i + LooksAhead));
            }

            var successor = In(Entry(chunk.From + i));
            var record = Successor.RecordOf(successor);
            var number = chunk.First + i;
            _store.Seen.AddNew(StatePieces.SumIn(record));
            _store.Log.Set(number, successor->Parent, successor->Step);
            Words.Copy(record, queue[number], _store.Pieces.RecordBytes);
        }
    }

    public override void Announce(Hash128 fingerprint)
    {
        _store.Seen.Prefetch(fingerprint);
        _table.Prefetch(fingerprint);
    }

    public override void Take(Successor* successor)
    {
        var fingerprint = StatePieces.SumIn(Successor.RecordOf(successor));
        var place = _place++;
        if (_store.Seen.Contains(fingerprint) || !_table.Offer(fingerprint, place))
        {
            return;
        }

        if (_count == _capacity)
        {
            _capacity *= 2;
            _entries = (byte*)NativeMemory.Realloc(_entries, (nuint)(_capacity * (long)_entryBytes));
        }

        var entry = Entry(_count++);
        *(ulong*)entry = place;
        Words.Copy((byte*)successor, entry + sizeof(ulong), _entryBytes - sizeof(ulong));
    }

    public override void Report(ulong reported, long parent, PathStep step) => Found.Add(reported, parent, step);

    public override void EndOfPath(long state, bool hasLiveThreads)
    {
        if (!hasLiveThreads)
        {
            Terminal++;
            return;
        }

        Deadlocks++;
        Found.AddDeadlock(state);
    }

    public void Dispose()
    {
        Expander.Dispose();
        NativeMemory.Free(_entries);
    }

    private Hash128 SumAt(int number) => StatePieces.SumIn(Successor.RecordOf(In(Entry(number))));

    private static Successor* In(byte* entry) => (Successor*)(entry + sizeof(ulong));

    private byte* Entry(int number) => _entries + (number * (long)_entryBytes);
}
