using LockCheck.Kernel.Layouts;
using LockCheck.Kernel.Tests.Support;

namespace LockCheck.Kernel.Tests.AddressSpace;

/// <summary>What one page is: the memory map without VMAs. The default is an unmapped page.</summary>
internal readonly record struct Page(bool Mapped, int Prot, int Backing, int Offset, int Traits, int AnonVma);

/// <summary>
/// A memory map as an array of pages, on which the system calls are a line each: an oracle that shares nothing with the
/// model but the meaning of the calls.
/// </summary>
internal sealed class PageMap
{
    private const int Permissions = 7;
    private const int CloseHook = 2;

    private readonly Page[] _pages;

    private PageMap(Page[] pages) => _pages = pages;

    public int Count => _pages.Length;

    public Page this[int page] => _pages[page];

    /// <summary>The map of a layout. A page has no close hook: a merge may move it to a VMA without.</summary>
    public static PageMap Of(Layout layout, BackingNames names)
    {
        var pages = new Page[layout.Pages];
        foreach (var vma in layout.Vmas)
        {
            Fill(pages, vma.Start, vma.End, names.AttributesOf(vma));
        }

        return new PageMap(pages);
    }

    /// <summary>The map of the step that runs now.</summary>
    public static PageMap Now()
    {
        var pages = new Page[KernelModel.Current.Settings.Layout.Pages];
        for (var position = 0; position < Mm.First.Raw.TreeCount; position++)
        {
            var entry = VmaTree.At(position);
            Fill(pages, entry.Start, entry.End, entry.Vma.Raw.Attributes);
        }

        return new PageMap(pages);
    }

    public PageMap Copy() => new([.. _pages]);

    public bool IsFree(int start, int end) => !_pages[start..end].Any(page => page.Mapped);

    /// <summary>Makes a call that finds all the memory that it needs; says what it returns.</summary>
    public int Apply(MemoryCall call)
    {
        if (call.Kind == CallKind.Mmap && !IsFree(call.Start, call.End))
        {
            return Errno.EEXIST;
        }

        for (int page = call.Start; page < call.End; page++)
        {
            switch (call.Kind)
            {
                case CallKind.Munmap:
                    _pages[page] = default;
                    break;
                case CallKind.Mprotect when !_pages[page].Mapped:
                    return Errno.ENOMEM;
                case CallKind.Mprotect:
                    _pages[page] = _pages[page] with { Prot = (_pages[page].Prot & ~Permissions) | call.Prot };
                    break;
                default:
                    _pages[page] = new Page(true, call.Prot, 0, page, 0, 0);
                    break;
            }
        }

        return 0;
    }

    /// <summary>
    /// The first page that differs, or -1. A page that had no anon_vma may have got one from a VMA that it merged with.
    /// </summary>
    public int FirstDifference(PageMap actual)
    {
        for (var page = 0; page < Count; page++)
        {
            var found = actual[page];
            var isLearned = _pages[page] is { Mapped: true, AnonVma: 0 };
            if (_pages[page] != (isLearned ? found with { AnonVma = 0 } : found))
            {
                return page;
            }
        }

        return -1;
    }

    private static void Fill(Page[] pages, int start, int end, VmaAttributes attributes)
    {
        for (var page = start; page < end; page++)
        {
            pages[page] = new Page(
                true,
                attributes.Prot,
                attributes.Backing,
                attributes.Pgoff + page - start,
                attributes.Traits & ~CloseHook,
                attributes.AnonVma);
        }
    }
}
