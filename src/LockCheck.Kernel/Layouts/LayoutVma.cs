namespace LockCheck.Kernel.Layouts;

/// <summary>One VMA of a <see cref="Layout"/>. Immutable; making a Layout of it checks the values.</summary>
/// <param name="Start">First page, in model pages.</param>
/// <param name="End">One past the last page, in model pages.</param>
/// <param name="Prot">Protection and sharing.</param>
public sealed record LayoutVma(int Start, int End, Prot Prot)
{
    /// <summary>The highest <see cref="Kind"/>.</summary>
    public const int KindMax = 31;

    /// <summary>What else decides about merging and growing.</summary>
    public VmaTraits Traits { get; init; }

    /// <summary>The struct file: 0 = none (anonymous). Equal numbers mean the same struct file.</summary>
    public int FileId { get; init; }

    /// <summary>
    /// Offset of the first page, in pages. Unless set it is <see cref="Start"/>, the virtual page number, which the
    /// kernel uses for private anonymous mappings. A copy made by <c>with</c> keeps it when Start changes.
    /// </summary>
    public int Pgoff { get; init; } = Start;

    /// <summary>Identity of the anon_vma: 0 = none, which is compatible with any.</summary>
    public int AnonVma { get; init; }

    /// <summary>
    /// What decides about merging and maps does not show, as a number from 0 to <see cref="KindMax"/>: hidden flags, a
    /// memory policy, a userfaultfd. VMAs of two kinds never merge.
    /// </summary>
    public int Kind { get; init; }

    /// <summary>The last column of maps: a path, <c>[heap]</c>, <c>[anon:NAME]</c>; null if empty.</summary>
    public string? Name { get; init; }

    /// <summary>Address of the first byte in the real process; 0, as <see cref="RealEnd"/>, when synthetic.</summary>
    public ulong RealStart { get; init; }

    /// <summary>Address one past the last byte in the real process; 0 when synthetic.</summary>
    public ulong RealEnd { get; init; }

    /// <summary>Size in model pages.</summary>
    public int Pages => End - Start;

    /// <summary>True when the VMA was taken from a real process and knows its addresses.</summary>
    public bool HasReal => RealEnd != 0;

    /// <summary>
    /// The name that prctl(PR_SET_VMA_ANON_NAME) gave, with its brackets, or null. It is the only name that takes
    /// part in merging: paths follow from the file, and [heap] and [stack] are worked out when maps is printed.
    /// </summary>
    public string? AnonName => AnonNameOf(Name);

    /// <summary>The VMA in the short form of <see cref="LayoutText"/>.</summary>
    public override string ToString() => LayoutText.Print(this);

    internal static string? AnonNameOf(string? name) =>
        name is not null && name.StartsWith("[anon:", StringComparison.Ordinal) ? name : null;
}
