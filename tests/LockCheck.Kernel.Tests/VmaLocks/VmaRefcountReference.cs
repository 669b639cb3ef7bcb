namespace LockCheck.Kernel.Tests.VmaLocks;

/// <summary>
/// The lock of one VMA of era C with the numbers of protocols.md 1.3: vm_refcnt with its offset, vm_lock_seq,
/// mm_lock_seq. One writer, some readers, and a plain enumeration of what can happen.
/// </summary>
internal sealed class VmaRefcountReference
{
    private const int Offset = 0x4000_0000;
    private const int FirstSeq = 2;
    private const int NeverSeq = -1;
    private const int WriterEnd = 20;

    private readonly SortedSet<string> _ends = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _together = new(StringComparer.Ordinal);
    private readonly bool _detaches;

    public VmaRefcountReference(int readers, bool detaches)
    {
        _detaches = detaches;
        var start = new World(
            1, NeverSeq, FirstSeq, 0, new string('0', readers), new string('-', readers), new string('.', readers));
        var seen = new HashSet<World> { start };
        var open = new Queue<World>(seen);
        while (open.TryDequeue(out var world))
        {
            Note(world);
            foreach (var next in Enumerable.Range(-1, readers + 1).Select(thread => Move(world, thread)))
            {
                if (next is { } fresh && seen.Add(fresh))
                {
                    open.Enqueue(fresh);
                }
            }
        }
    }

    /// <summary>What the readers came to in the end: L locked, B busy, D detached, a letter each.</summary>
    public IEnumerable<string> Ends => _ends;

    /// <summary>Who was inside together: the readers by number, w for the writer.</summary>
    public IEnumerable<string> Together => _together;

    private void Note(World world)
    {
        var inside = string.Concat(world.Places.Select((place, at) => place == '4' ? $"{at + 1}" : ""));
        _together.Add(inside + (world.Writer is >= 5 and < WriterEnd ? "w" : ""));
        if (world.Writer == WriterEnd && world.Places.All(place => place == 'e'))
        {
            _ends.Add(world.Results);
        }
    }

    private World? Move(World world, int thread) => thread < 0 ? MoveWriter(world) : MoveReader(world, thread);

    private World? MoveWriter(World w) => w.Writer switch
    {
        // mmap_write_lock; vma_start_write: add the offset, wait, store the sequence, take the offset back.
        0 => w with { Seq = w.Seq + 1, Writer = 1 },
        1 => w with { Ref = w.Ref + Offset, Writer = 2 },
        2 => w.Ref == Offset + 1 ? w with { Writer = 3 } : null,
        3 => w with { LockSeq = w.Seq, Writer = 4 },
        4 => w with { Ref = w.Ref - Offset, Writer = _detaches ? 5 : 9 },

        // vma_mark_detached: one less; if that is not zero, add the offset, wait, take it back.
        5 => w with { Ref = w.Ref - 1, Writer = w.Ref == 1 ? 9 : 6 },
        6 => w.Ref == 0 ? w with { Writer = 9 } : w with { Ref = w.Ref + Offset, Writer = 7 },
        7 => w.Ref == Offset ? w with { Writer = 8 } : null,
        8 => w with { Ref = w.Ref - Offset, Writer = 9 },
        9 => w with { Seq = w.Seq + 1, Writer = WriterEnd },
        _ => null,
    };

    private static World? MoveReader(World w, int at) => w.Places[at] switch
    {
        // R{v.lseq}; whether R{mm.seq} is equal; the get; R{mm.seq} again; inside; the puts.
        '0' => w.Go(at, '1') with { Loaded = With(w.Loaded, at, (char)('a' + w.LockSeq - NeverSeq)) },
        '1' => w.Loaded[at] - 'a' + NeverSeq == w.Seq ? w.End(at, 'B') : w.Go(at, '2').Forget(at),
        '2' when w.Ref == 0 => w.End(at, 'D'),
        '2' when w.Ref >= Offset => w.End(at, 'B'),
        '2' => w.Go(at, '3') with { Ref = w.Ref + 1 },
        '3' => w.Seq == w.LockSeq ? w.Go(at, '6') : w.Go(at, '4'),
        '4' => w.Go(at, '5'),
        '5' => w.End(at, 'L') with { Ref = w.Ref - 1 },
        '6' => w.End(at, 'B') with { Ref = w.Ref - 1 },
        _ => null,
    };

    private static string With(string row, int at, char value) => $"{row[..at]}{value}{row[(at + 1)..]}";

    private readonly record struct World(
        int Ref, int LockSeq, int Seq, int Writer, string Places, string Results, string Loaded)
    {
        public World Go(int at, char place) => this with { Places = With(Places, at, place) };

        public World Forget(int at) => this with { Loaded = With(Loaded, at, '.') };

        public World End(int at, char result) =>
            Go(at, 'e').Forget(at) with { Results = With(Results, at, result) };
    }
}
