using System.Collections.Immutable;

namespace LockCheck.Kernel.Layouts;

/// <summary>
/// Makes a model layout of a real map. Kept exactly: the order of VMAs, which of them touch, protection, traits, files,
/// names, and which VMAs of one file lie on one line of offsets. Made smaller: the sizes of VMAs and gaps. A VMA or
/// gap that is small already keeps its size, so what cannot be split stays so.
/// </summary>
public static class MapsScaler
{
    /// <summary>Scales a map.</summary>
    /// <exception cref="LayoutException">The model needs more than <see cref="Layout.PagesMax"/> pages.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size in <paramref name="scaling"/> is too small.</exception>
    public static Layout Scale(RealMap map, MapsScaling? scaling = null)
    {
        ArgumentNullException.ThrowIfNull(map);
        scaling ??= new MapsScaling();
        if (scaling.PagesPerVma < 1 || scaling.PagesPerGap < 1 || scaling.SlackPages < 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(scaling), scaling, "a VMA and a gap get at least 1 page each, the slack at least 0");
        }


        List<LayoutVma> vmas = Place(map, scaling);
        long pages = (long)vmas[^1].End + scaling.SlackPages;
        if (pages > Layout.PagesMax) throw TooLarge(map, pages);
        int[] lines = OffsetLines(map.Vmas);
        int[] anonVmas = HiddenDifferences(map.Vmas);
        for (int i = 0; i < vmas.Count; i++)
        {
            // A line is a whole address space away from the next, so that no move of a VMA can take it onto another.
            long pgoff = vmas[i].Start + (lines[i] * pages);
            if (pgoff > int.MaxValue - vmas[i].Pages) throw TooLarge(map, pages);
            vmas[i] = vmas[i] with { Pgoff = (int)pgoff, AnonVma = anonVmas[i] };
        }

        return new Layout(vmas, (int)pages, map.PageBytes);
    }

    private static List<LayoutVma> Place(RealMap map, MapsScaling scaling)
    {
        var vmas = new List<LayoutVma>(map.Vmas.Length);
        ulong pageBytes = (ulong)map.PageBytes;
        long at = 0;
        ulong realAt = 0;
        foreach (RealVma real in map.Vmas)
        {
            long start = at + (long)Math.Min((real.Start - realAt) / pageBytes, (ulong)scaling.PagesPerGap);
            at = start + (long)Math.Min((real.End - real.Start) / pageBytes, (ulong)scaling.PagesPerVma);
            if (at > Layout.PagesMax) throw TooLarge(map, at);
            realAt = real.End;
            vmas.Add(new LayoutVma((int)start, (int)at, real.Prot)
            {
                Traits = real.Traits,
                FileId = real.FileId,
                Name = real.Name,
                RealStart = real.Start,
                RealEnd = real.End,
            });
        }

        return vmas;
    }

    /// <summary>
    /// Two VMAs of one file lie on one line when address minus offset is the same: if they touch, or once the gap
    /// between them is filled, they merge. Lines are numbered within their file in order of appearance.
    /// </summary>
    private static int[] OffsetLines(ImmutableArray<RealVma> vmas)
    {
        var lineOf = new Dictionary<(int FileId, ulong Bias), int>();
        var linesOfFile = new Dictionary<int, int>();
        int[] lines = new int[vmas.Length];
        for (int i = 0; i < vmas.Length; i++)
        {
            // Anonymous offsets are virtual page numbers, so all anonymous memory lies on line 0.
            if (vmas[i].FileId == 0) continue;
            var key = (vmas[i].FileId, unchecked(vmas[i].Start - vmas[i].OffsetBytes));
            if (!lineOf.TryGetValue(key, out lines[i]))
            {
                lines[i] = linesOfFile.GetValueOrDefault(vmas[i].FileId);
                lineOf.Add(key, lines[i]);
                linesOfFile[vmas[i].FileId] = lines[i] + 1;
            }
        }

        return lines;
    }

    /// <summary>
    /// Neighbours that differ in nothing that maps shows and still are two VMAs differ in something hidden: an
    /// anon_vma, a flag such as VM_ACCOUNT, a struct file. Different anon_vmas stand for it, lest the model merge what
    /// the kernel did not. All others get 0: whether they were ever touched cannot be seen either.
    /// </summary>
    private static int[] HiddenDifferences(ImmutableArray<RealVma> vmas)
    {
        int[] anonVmas = new int[vmas.Length];
        int last = 0;
        for (int i = 1; i < vmas.Length; i++)
        {
            if (!LookMergeable(vmas[i - 1], vmas[i])) continue;
            if (anonVmas[i - 1] == 0) anonVmas[i - 1] = ++last;
            anonVmas[i] = ++last;
        }

        return anonVmas;
    }

    private static bool LookMergeable(RealVma low, RealVma high) =>
        low.End == high.Start && low.Prot == high.Prot && low.FileId == high.FileId
        && low.Traits == high.Traits && !low.Traits.HasFlag(VmaTraits.Special)
        && (low.FileId != 0
            ? low.OffsetBytes + (low.End - low.Start) == high.OffsetBytes
            : LayoutVma.AnonNameOf(low.Name) == LayoutVma.AnonNameOf(high.Name));

    private static LayoutException TooLarge(RealMap map, long pages) => new(
        $"the map's {map.Vmas.Length} VMAs need at least {pages} model pages; the most is {Layout.PagesMax}, "
            + "and offsets must fit 31 bits",
        "a process with very many VMAs",
        "scale with fewer pages a VMA and a gap, or take a smaller process");
}
