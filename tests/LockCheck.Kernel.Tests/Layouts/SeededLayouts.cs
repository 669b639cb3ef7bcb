using LockCheck.Kernel.Layouts;

namespace LockCheck.Kernel.Tests.Layouts;

/// <summary>Numbers, layouts and real maps that follow from a seed alone (SplitMix64), on any runtime.</summary>
internal sealed class SeededLayouts(ulong seed)
{
    private static readonly string?[] RealNames =
        [null, null, null, "[heap]", "[anon:a]", "/lib/a", "/lib/a", "/lib/b (deleted)"];

    private ulong _state = seed;

    public int Below(int limit)
    {
        ulong z = _state += 0x9e3779b97f4a7c15;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        return (int)((z ^ (z >> 31)) % (ulong)limit);
    }

    public bool OneIn(int n) => Below(n) == 0;

    /// <summary>A layout with every field in use, names of any UTF-16 units included.</summary>
    public Layout Layout()
    {
        int pageBytes = OneIn(4) ? 65536 : 4096;
        var vmas = new List<LayoutVma>();
        int at = Below(3);
        ulong real = (ulong)Below(1000) * (ulong)pageBytes;
        for (int n = 1 + Below(8); n > 0; n--)
        {
            int gap = OneIn(2) ? 0 : 1 + Below(5);
            int start = at + gap;
            at = start + 1 + Below(9);
            ulong realStart = real + ((ulong)gap * (ulong)pageBytes);
            real = realStart + ((ulong)(1 + Below(1 << 20)) * (ulong)pageBytes);
            var vma = new LayoutVma(start, at, (Prot)Below(16))
            {
                Traits = (VmaTraits)Below(8),
                FileId = Below(4),
                AnonVma = Below(3),
                Kind = Below(LayoutVma.KindMax + 1),
                Name = OneIn(2) ? null : Text(),
            };
            if (OneIn(2)) vma = vma with { Pgoff = Below(int.MaxValue - vma.Pages) };
            vmas.Add(OneIn(2) ? vma : vma with { RealStart = realStart, RealEnd = real });
        }

        IEnumerable<LayoutEdge> edges = OneIn(2) ? [] : [new(0, 0), new(at, (ulong)pageBytes << 30)];
        return new Layout(vmas, OneIn(2) ? null : at + Below(20), pageBytes, edges);
    }

    /// <summary>A map as a process may have it: small and large VMAs and gaps, files on one or several lines.</summary>
    public RealMap RealMap()
    {
        var vmas = new List<RealVma>();
        ulong at = 0x400000;
        for (int n = 1 + Below(12); n > 0; n--)
        {
            ulong start = at + (OneIn(2) ? 0 : Bytes());
            at = start + Bytes();
            string? name = RealNames[Below(RealNames.Length)];
            int file = name is null || name[0] == '[' ? 0 : 1 + (name.Length % 2);
            ulong line = start - ((ulong)Below(3) * 4096);
            vmas.Add(new RealVma(start, at, (Prot)Below(3))
            {
                FileId = file,
                Name = name,
                OffsetBytes = file == 0 ? 0 : line,
            });
        }

        return new RealMap([.. vmas], 0, 4096);
    }

    private ulong Bytes() => 4096 * (ulong)(1 + (OneIn(2) ? Below(6) : Below(100_000)));

    private string Text() =>
        string.Concat(Enumerable.Range(0, Below(9)).Select(_ => (char)Below(OneIn(3) ? 65536 : 128)));
}
