namespace LockCheck.Kernel;

/// <summary>
/// The tree as its one leaf has it: slots for the VMAs and for the gaps between them, before them and behind them, in
/// address order (protocols.md 1.6).
/// </summary>
/// <remarks>
/// The whole tree is one leaf, however many VMAs there are. In a larger tree a store far away does not replace the leaf
/// that an iterator remembers; there the next slot of that leaf says the same as a new walk to the remembered end. The
/// rule for stores in place is that of a leaf that is at least half full, as nearly all leaves of a real map are.
/// </remarks>
internal readonly ref struct TreeSlots(ReadOnlySpan<TreeEntry> entries)
{
    private readonly ReadOnlySpan<TreeEntry> _entries = entries;

    /// <summary>The slot that contains a page.</summary>
    public TreeSlot Containing(int page)
    {
        var slot = First();
        while (page >= slot.End)
        {
            slot = After(slot);
        }

        return slot;
    }

    /// <summary>A slot by its number, or nothing behind the last one.</summary>
    public TreeSlot? At(int number)
    {
        var slot = First();
        for (; slot.Number < number; slot = After(slot))
        {
            if (slot.End == TreeSlot.Infinite)
            {
                return null;
            }
        }

        return slot;
    }

    private TreeSlot First() => _entries.Length > 0 && _entries[0].Start == 0
        ? new TreeSlot(0, 0, _entries[0].End, _entries[0].Vma, 1)
        : new TreeSlot(0, 0, _entries.Length > 0 ? _entries[0].Start : TreeSlot.Infinite, Vma.None, 0);

    private TreeSlot After(TreeSlot slot)
    {
        if (slot.NextEntry == _entries.Length)
        {
            return new TreeSlot(slot.Number + 1, slot.End, TreeSlot.Infinite, Vma.None, slot.NextEntry);
        }

        ref readonly var entry = ref _entries[slot.NextEntry];
        return entry.Start > slot.End
            ? new TreeSlot(slot.Number + 1, slot.End, entry.Start, Vma.None, slot.NextEntry)
            : new TreeSlot(slot.Number + 1, slot.End, entry.End, entry.Vma, slot.NextEntry + 1);
    }
}

/// <summary>A slot of the tree's leaf.</summary>
/// <param name="Number">From 0.</param>
/// <param name="Start">The first page.</param>
/// <param name="End">One past the last page.</param>
/// <param name="Vma">The object, or none for a gap.</param>
/// <param name="NextEntry">The position of the first entry behind it.</param>
internal readonly record struct TreeSlot(int Number, int Start, int End, Vma Vma, int NextEntry)
{
    /// <summary>One past the last page that there can be.</summary>
    public const int Infinite = ushort.MaxValue;
}
