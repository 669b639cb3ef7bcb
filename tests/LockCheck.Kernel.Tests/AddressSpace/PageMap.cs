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
    private readonly int[] _vmas;
    private readonly BackingNames _names;

    private PageMap(BackingNames names, Page[] pages, int[] vmas)
    {
        _names = names;
        _pages = pages;
        _vmas = vmas;
    }

    public int Count => _pages.Length;

    public Page this[int page]
    {
        get => _pages[page];
        set => _pages[page] = value;
    }

    /// <summary>The map of a layout. A page has no close hook: a merge may move it to a VMA without.</summary>
    public static PageMap Of(Layout layout, BackingNames names)
    {
        var map = new PageMap(names, new Page[layout.Pages], new int[layout.Pages]);
        foreach (var (number, vma) in layout.Vmas.Index())
        {
            map.Fill(vma.Start, vma.End, names.AttributesOf(vma), number + 1);
        }

        return map;
    }

    /// <summary>The map of the step that runs now.</summary>
    public static PageMap Now()
    {
        var pages = KernelModel.Current.Settings.Layout.Pages;
        var map = new PageMap(KernelModel.Current.Names, new Page[pages], new int[pages]);
        for (var position = 0; position < Mm.First.Raw.TreeCount; position++)
        {
            var entry = VmaTree.At(Mm.First, position);
            map.Fill(entry.Start, entry.End, entry.Vma.Raw.Attributes, entry.Vma.Value);
        }

        return map;
    }

    public PageMap Copy() => new(_names, [.. _pages], [.. _vmas]);

    public bool IsFree(int start, int end) =>
        !_pages[Math.Min(start, Count)..Math.Min(end, Count)].Any(page => page.Mapped);

    /// <summary>Whether a range lies in one VMA.</summary>
    public bool IsOneVma(int start, int end) =>
        _vmas[start] != 0 && _vmas[start..end].All(vma => vma == _vmas[start]);

    /// <summary>One past the last page of the VMA that has a page.</summary>
    public int EndOfVma(int page) => page + _vmas[page..].TakeWhile(vma => vma == _vmas[page]).Count();

    /// <summary>Makes a call that finds all the memory that it needs; says what it returns.</summary>
    public int Apply(MemoryCall call)
    {
        if (call.Kind == CallKind.Mmap && !IsFree(call.Start, call.End))
        {
            return Errno.EEXIST;
        }

        if (call.Kind >= CallKind.MremapShrink)
        {
            return new PageCalls(this, _names).Apply(call);
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

    private void Fill(int start, int end, VmaAttributes attributes, int vma)
    {
        for (var page = start; page < end; page++)
        {
            _vmas[page] = vma;
            _pages[page] = new Page(
                true,
                attributes.Prot,
                attributes.Backing,
                attributes.Pgoff + page - start,
                attributes.Traits & ~CloseHook,
                attributes.AnonVma);
        }
    }
}
