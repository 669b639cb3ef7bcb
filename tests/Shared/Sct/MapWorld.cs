using System.Runtime.CompilerServices;
using LockCheck.Engine;

namespace LockCheck.Sct;

/// <summary>
/// A memory map of four VMAs, [0,2) [2,4) [4,6) [6,8), a reader that lists it, taking the lock for each record, and two
/// writers that replace ranges: one (2,6) and then (0,4), the other (4,8). Its complete interleavings are 135, so that
/// it shows what a run costs and little else.
/// </summary>
/// <param name="looksBack">
/// Whether the reader looks for the VMA of its last page, and takes the one behind it: that is the bug.
/// </param>
internal sealed class MapWorld(bool looksBack = false) : Model<MapWorld.Memory>
{
    public static readonly Property Gap = new(
        Property.FirstOfModel, "gap", "no page is left out, since each is mapped whenever the lock is free",
        PropertyKind.Promise);

    public const int Pages = 8;
    private const int VmasMax = 8;

    public override int ThreadCount => 3;

    public override IReadOnlyList<Property> Properties => [Gap];

    public override void Declare(VectorLayout layout)
    {
        base.Declare(layout);
        layout.FrameBytes = 128;
    }

    public override void Start()
    {
        for (byte start = 0; start < Pages; start += 2)
        {
            World.Vmas[World.Count++] = new Vma(start, (byte)(start + 2));
        }

        Threads.Spawn(0, new Reader(looksBack));
        Threads.Spawn(1, new Writer(new Vma(2, 6), new Vma(0, 4)));
        Threads.Spawn(2, new Writer(new Vma(4, 8), default));
    }

    public override string RoleName(int role) => role == 0 ? "reader" : $"writer {role}";

    internal struct Memory
    {
        public Row Vmas;
        public byte Count;

        /// <summary>The readers inside, or 255 for a writer.</summary>
        public byte Lock;

        /// <summary>The first VMA that ends behind a page; none if its end is 0.</summary>
        public readonly Vma FirstBehind(int page)
        {
            for (var at = 0; at < Count; at++)
            {
                if (Vmas[at].End > page)
                {
                    return Vmas[at];
                }
            }

            return default;
        }

        public void Unmap(Vma range)
        {
            Row kept = default;
            var count = 0;
            for (var at = 0; at < Count; at++)
            {
                var (start, end) = Vmas[at];
                if (start < range.Start)
                {
                    kept[count++] = new Vma(start, Math.Min(end, range.Start));
                }

                if (end > range.End)
                {
                    kept[count++] = new Vma(Math.Max(start, range.End), end);
                }
            }

            (Vmas, Count) = (kept, (byte)count);
        }

        public void Map(Vma range)
        {
            var at = Count++;
            for (; at > 0 && Vmas[at - 1].Start > range.Start; at--)
            {
                Vmas[at] = Vmas[at - 1];
            }

            Vmas[at] = range;
        }
    }

    internal readonly record struct Vma(byte Start, byte End);

    [InlineArray(VmasMax)]
    internal struct Row
    {
        private Vma _vma;
    }

    private readonly struct Reader(bool looksBack) : IThreadStart
    {
        public async Routine Run()
        {
            byte last = 0;
            while (true)
            {
                await Operation.Issue(new ReadLock());
                var vma = await Operation.Issue<Find, Vma>(new Find((byte)(looksBack && last > 0 ? last - 1 : last)));
                if (looksBack && vma.Start < last && vma.End != 0)
                {
                    vma = World.FirstBehind(vma.End);
                }

                if (vma.End == 0)
                {
                    await Operation.Issue(new ReadUnlock());
                    return;
                }

                await Operation.Issue(new Emit(vma, last));
                last = vma.End;
                vma = default;
                await Operation.Issue(new ReadUnlock());
            }
        }
    }

    private readonly struct Writer(Vma first, Vma second) : IThreadStart
    {
        public async Routine Run()
        {
            await Replace(first);
            if (second.End != 0)
            {
                await Replace(second);
            }
        }

        private static async Routine Replace(Vma range)
        {
            await Operation.Issue(new WriteLock());
            await Operation.Issue(new Change(range, IsMap: false));
            await Operation.Issue(new Change(range, IsMap: true));
            await Operation.Issue(new WriteUnlock());
        }
    }

    private readonly record struct ReadLock : IOperation<None>
    {
        public Footprint Footprint => new(1, 0, AccessMode.Write, AccessOrder.Acquire);

        public bool IsEnabled(StateView state, ThreadId self) => WorldOf(state).Lock != byte.MaxValue;

        public bool TryApply(ThreadId self, out None result)
        {
            result = default;
            World.Lock++;
            return true;
        }

        public string Describe(StateView state, ThreadId self) => "read-lock";
    }

    private readonly record struct ReadUnlock : IOperation<None>
    {
        public Footprint Footprint => new(1, 0, AccessMode.Write, AccessOrder.Release);

        public bool TryApply(ThreadId self, out None result)
        {
            result = default;
            World.Lock--;
            return true;
        }

        public string Describe(StateView state, ThreadId self) => "read-unlock";
    }

    private readonly record struct WriteLock : IOperation<None>
    {
        public Footprint Footprint => new(1, 0, AccessMode.Write, AccessOrder.Acquire);

        public bool IsEnabled(StateView state, ThreadId self) => WorldOf(state).Lock == 0;

        public bool TryApply(ThreadId self, out None result)
        {
            result = default;
            World.Lock = byte.MaxValue;
            return true;
        }

        public string Describe(StateView state, ThreadId self) => "write-lock";
    }

    private readonly record struct WriteUnlock : IOperation<None>
    {
        public Footprint Footprint => new(1, 0, AccessMode.Write, AccessOrder.Release);

        public bool TryApply(ThreadId self, out None result)
        {
            result = default;
            World.Lock = 0;
            return true;
        }

        public string Describe(StateView state, ThreadId self) => "write-unlock";
    }

    private readonly record struct Find(byte Behind) : IOperation<Vma>
    {
        public Footprint Footprint => new(2, 0, AccessMode.Read, AccessOrder.Plain);

        public bool TryApply(ThreadId self, out Vma result)
        {
            result = World.FirstBehind(Behind);
            return true;
        }

        public string Describe(StateView state, ThreadId self) => $"find the VMA that ends behind {Behind}";
    }

    private readonly record struct Emit(Vma Found, byte Last) : IOperation<None>
    {
        public Footprint Footprint => Footprint.Nothing;

        public bool TryApply(ThreadId self, out None result)
        {
            result = default;
            if (Found.Start > Last)
            {
                Stepper.Current.Report(Gap);
            }

            return true;
        }

        public string Describe(StateView state, ThreadId self) => $"emit [{Found.Start},{Found.End})";
    }

    private readonly record struct Change(Vma Range, bool IsMap) : IOperation<None>
    {
        public Footprint Footprint => new(2, 0, AccessMode.Write, AccessOrder.Plain);

        public bool TryApply(ThreadId self, out None result)
        {
            result = default;
            if (IsMap)
            {
                World.Map(Range);
            }
            else
            {
                World.Unmap(Range);
            }

            return true;
        }

        public string Describe(StateView state, ThreadId self) =>
            $"{(IsMap ? "map" : "unmap")} [{Range.Start},{Range.End})";
    }
}
