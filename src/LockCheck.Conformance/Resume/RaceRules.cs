using System.Globalization;
using LockCheck.Conformance.Hosts;
using LockCheck.Kernel.Exact;

namespace LockCheck.Conformance.Resume;

/// <summary>Which address space, and whether there is a target.</summary>
internal static class RaceRules
{
    /// <summary>The first kernel with the protocols that are compared.</summary>
    private static readonly (int Major, int Minor) Oldest = (6, 17);

    /// <summary>The first kernel with sticky flags.</summary>
    private static readonly (int Major, int Minor) Sticky = (6, 19);

    /// <summary>The rules of the running kernel.</summary>
    public static ExactRules OfThisKernel =>
        LinuxHost.Version.CompareTo(Sticky) >= 0 ? ExactRules.Linux70 : ExactRules.Linux618;

    /// <summary>What the machine lacks, or null.</summary>
    public static string? WhyNot() => LinuxHost.WhyNoTarget
        ?? (LinuxHost.Version.CompareTo(Oldest) < 0
            ? $"Linux {LinuxHost.Release} is older than the protocols that are compared, which are those of 6.17"
            : null);

    /// <summary>Says how many cases were drawn again.</summary>
    /// <param name="count">How many.</param>
    /// <param name="why">What they are like.</param>
    public static string DrawnAgain(int count, string why) => string.Create(
        CultureInfo.InvariantCulture,
        $"drawn again: {count} case{(count == 1 ? string.Empty : "s")} {why}");
}
