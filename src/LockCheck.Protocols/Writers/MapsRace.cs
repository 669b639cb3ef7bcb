namespace LockCheck.Protocols.Writers;

/// <summary>
/// What the workloads of tools/testing/selftests/proc/proc-maps-race.c have in common (protocols.md 7.1): anonymous
/// VMAs of three pages that alternate between two protections, so that none merges with its neighbour. The test looks
/// for two VMAs, one the last on its page of output and the other the first on the next; here that is the middle one
/// and the last, where a page takes one or two records.
/// </summary>
internal static class MapsRace
{
    public const string Layout = "0-3rw 3-6r 6-9rw";

    public const int Pages = 3;

    public static string? WhyNotSplit(WriterSite site) =>
        WhyNotResize(site) ?? (site.Prot == 0 ? "PROT_NONE is what it has"
            : site.Below is { } below && WriterSite.ProtOf(below) == 0 ? "the VMA below has PROT_NONE" : null);

    public static string? WhyNotResize(WriterSite site) =>
        !site.IsPlainAnonymous ? "no plain anonymous memory" : site.Pages < Pages ? "fewer than 3 pages" : null;

    public static string? WhyNotRemap(WriterSite site) =>
        WhyNotResize(site) ?? (!site.FitsAbove ? "no VMA above like it"
            : site.Above!.Pages < Pages ? "the VMA above has fewer than 3 pages"
            : WriterSite.ProtOf(site.Above) == site.Prot ? "the same protection as the VMA above" : null);
}
