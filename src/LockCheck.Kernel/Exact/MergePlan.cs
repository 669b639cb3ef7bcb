namespace LockCheck.Kernel.Exact;

/// <summary>The cases of protocols.md 1.7, with the numbers of old comments in mm/mmap.c.</summary>
public enum MergeCase : byte
{
    /// <summary>No merge.</summary>
    None,

    /// <summary>A new range fills the gap between two VMAs: the lower grows over both.</summary>
    NewBoth,

    /// <summary>A new range is appended to the VMA below.</summary>
    NewLeft,

    /// <summary>A new range is put before the VMA above.</summary>
    NewRight,

    /// <summary>The tail of a VMA goes over to the one above.</summary>
    TailToNext,

    /// <summary>The head of a VMA goes over to the one below.</summary>
    HeadToPrev,

    /// <summary>A whole VMA, and the one above, are taken over by the one below.</summary>
    AllBoth,

    /// <summary>A whole VMA is taken over by the one below.</summary>
    AllToPrev,

    /// <summary>A whole VMA is taken over by the one above.</summary>
    AllToNext,
}

/// <summary>Whose anon_vma a survivor that has none takes.</summary>
public enum AnonDonor : byte
{
    /// <summary>Nobody's: it has one, or none of them has.</summary>
    None,

    /// <summary>That of the VMA above.</summary>
    Next,

    /// <summary>That of the middle VMA.</summary>
    Middle,

    /// <summary>That of the VMA that a new range is copied from.</summary>
    Range,
}

/// <summary>What a merge does. Addresses and offsets are in pages.</summary>
public readonly record struct MergePlan
{
    /// <summary>The case; the default is no merge.</summary>
    public MergeCase Case { get; init; }

    /// <summary>The survivor's new first page.</summary>
    public long Start { get; init; }

    /// <summary>One past the survivor's new last page.</summary>
    public long End { get; init; }

    /// <summary>The survivor's new offset.</summary>
    public long Pgoff { get; init; }

    /// <summary>Whose anon_vma the survivor takes.</summary>
    public AnonDonor AnonFrom { get; init; }

    /// <summary>The sticky flags that the survivor gets.</summary>
    public VmFlags Sticky { get; init; }

    /// <summary>Whether there is a merge.</summary>
    public bool Merges => Case != MergeCase.None;

    /// <summary>Whether the survivor is the VMA below: the left one wins.</summary>
    public bool TargetIsPrev => Case is MergeCase.NewBoth or MergeCase.NewLeft or MergeCase.HeadToPrev
        or MergeCase.AllBoth or MergeCase.AllToPrev;

    /// <summary>Whether the middle VMA is removed.</summary>
    public bool RemovesMiddle => Case is MergeCase.AllBoth or MergeCase.AllToPrev or MergeCase.AllToNext;

    /// <summary>Whether the VMA above is removed.</summary>
    public bool RemovesNext => Case is MergeCase.NewBoth or MergeCase.AllBoth;

    /// <summary>Whether the middle VMA stays, shorter.</summary>
    public bool ShrinksMiddle => Case is MergeCase.TailToNext or MergeCase.HeadToPrev;
}
