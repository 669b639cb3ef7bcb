using LockCheck.Conformance.Model;
using LockCheck.Conformance.Targets;

namespace LockCheck.Conformance.Resume;

/// <summary>One pass of a reader of the kernel over the map of a target.</summary>
internal abstract class KernelListing : IDisposable
{
    /// <summary>The next record, with a call of its own that ends behind it; null at the end.</summary>
    public abstract ShownVma? Next();

    /// <summary>All further records; the map does not change any more.</summary>
    public abstract IEnumerable<ShownVma> Rest();

    /// <summary>Ends the pass.</summary>
    public abstract void Dispose();

    /// <summary>Whether a record belongs to the region.</summary>
    public static bool IsInRegion(ShownVma vma) =>
        vma.End > TargetProcess.RegionStart && vma.Start < TargetProcess.RegionStart + ((ulong)RaceCase.Pages << 12);

    /// <summary>Goes on until so many records of the region are shown.</summary>
    /// <param name="count">How many.</param>
    public IReadOnlyList<ShownVma> Show(int count)
    {
        var shown = new List<ShownVma>();
        while (shown.Count < count)
        {
            var vma = Next() ?? throw new TargetException(
                $"a reader came to the end of the map behind {shown.Count} records of the region, not {count}");
            if (IsInRegion(vma))
            {
                shown.Add(vma);
            }
        }

        return shown;
    }
}
