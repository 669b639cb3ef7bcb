namespace LockCheck.Kernel.Exact;

/// <summary>The rules of one kernel.</summary>
/// <param name="Name">The kernel.</param>
/// <param name="Ignored">The flags that may differ between neighbours which merge (VM_IGNORE_MERGE).</param>
/// <param name="Sticky">The flags that a merged VMA has if one of its parts had them (VM_STICKY).</param>
public sealed record ExactRules(string Name, VmFlags Ignored, VmFlags Sticky)
{
    /// <summary>Linux 6.18, built without CONFIG_MEM_SOFT_DIRTY.</summary>
    public static ExactRules Linux618 { get; } = new("6.18", VmFlags.None, VmFlags.None);

    /// <summary>Linux 7.0-rc6: sticky flags came with 6.19.</summary>
    public static ExactRules Linux70 { get; } = new(
        "7.0", VmFlags.SoftDirty | VmFlags.MaybeGuard, VmFlags.SoftDirty | VmFlags.MaybeGuard);

    /// <summary>The rules that hold; all but in a test of what they are for.</summary>
    public ExactRule On { get; init; } = ExactRule.All;

    /// <summary>How many VMAs an mm may have (vm.max_map_count).</summary>
    public int MapCountMax { get; init; } = 65530;

    /// <summary>Whether a rule holds.</summary>
    public bool Has(ExactRule rule) => (On & rule) != 0;
}
