using LockCheck.Kernel.Layouts;

namespace LockCheck.Protocols.Writers;

/// <summary>Which page below a stack is touched.</summary>
internal static class StackPage
{
    /// <summary>
    /// The lowest page that the stack may grow down to. Where there is no room now it is the page right below, which
    /// another writer may make room at.
    /// </summary>
    public static int Of(WriterSite site)
    {
        var gap = site.FreeBelow;
        return site.Start - (gap == 0 || NeedsNoGuard(site) ? Math.Max(gap, 1) : gap - StackGrowth.GuardPages);
    }

    /// <summary>Why there is nothing to grow; null if there is.</summary>
    public static string? WhyNot(WriterSite site)
    {
        if (!site.Vma.Traits.HasFlag(VmaTraits.GrowsDown))
        {
            return "does not grow down";
        }

        var isOnlyGuard = site.FreeBelow == StackGrowth.GuardPages && !NeedsNoGuard(site);
        return site.Start == 0 || isOnlyGuard ? "no room below" : null;
    }

    private static bool NeedsNoGuard(WriterSite site) => site.Lower is not { } lower
        || lower.Traits.HasFlag(VmaTraits.GrowsDown) || WriterSite.ProtOf(lower) == 0;
}
