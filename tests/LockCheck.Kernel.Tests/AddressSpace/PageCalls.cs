using LockCheck.Kernel.Tests.Support;

namespace LockCheck.Kernel.Tests.AddressSpace;

/// <summary>mremap, brk, names and stacks on an array of pages, each call with all the memory that it needs.</summary>
internal sealed class PageCalls(PageMap map, BackingNames names)
{
    private const int Special = 1;
    private const int GrowsDown = 4;
    private const int Shared = 8;

    public int Apply(MemoryCall call) => call.Kind switch
    {
        CallKind.MremapShrink => map[call.Start].Mapped ? Unmap(call.ToEnd, call.End) : Errno.EFAULT,
        CallKind.MremapGrow => WhyNot(call, call.ToEnd > call.End) is var error and not 0 ? error
            : map.EndOfVma(call.Start) != call.End || !map.IsFree(call.End, call.ToEnd)
                || (map[call.Start].Traits & Special) != 0 ? Errno.ENOMEM
            : Grow(call.End, call.ToEnd),
        CallKind.MremapMove => WhyNot(call, call.ToEnd - call.To > call.End - call.Start) is var error and not 0 ? error
            : !map.IsFree(call.To, call.ToEnd) ? Errno.ENOMEM : Move(call, dontUnmap: false),
        CallKind.MremapFixed or CallKind.MremapDontUnmap => Fixed(call, call.Kind == CallKind.MremapDontUnmap),
        CallKind.BrkGrow => map.IsFree(call.Start, call.End + 1) ? Map(call) : Errno.ENOMEM,
        CallKind.BrkShrink => Unmap(call.Start, call.End),
        CallKind.AnonName => Name(call),
        CallKind.MapFixedFailing => Unmap(call.Start, call.End) + Errno.ENOMEM,
        _ => Fault(call.Start),
    };

    private int WhyNot(MemoryCall call, bool isLonger) =>
        !map.IsOneVma(call.Start, call.End) || (isLonger && (map[call.Start].Traits & Special) != 0)
            ? Errno.EFAULT : 0;

    private int Unmap(int start, int end)
    {
        for (var page = start; page < end; page++)
        {
            map[page] = default;
        }

        return 0;
    }

    private int Map(MemoryCall call)
    {
        for (int page = call.Start; page < call.End; page++)
        {
            map[page] = new Page(true, call.Prot, 0, page, 0, 0);
        }

        return 0;
    }

    private int Grow(int end, int newEnd)
    {
        for (var page = end; page < newEnd; page++)
        {
            map[page] = map[page - 1] with { Offset = map[page - 1].Offset + 1 };
        }

        return 0;
    }

    private int Fixed(MemoryCall call, bool dontUnmap)
    {
        if (WhyNot(call, isLonger: false) is var error and not 0)
        {
            return error;
        }

        if ((call.Start < call.ToEnd && call.To < call.End) || (dontUnmap && (map[call.Start].Traits & Special) != 0))
        {
            return Errno.EINVAL;
        }

        Unmap(call.To, call.ToEnd);
        return Move(call, dontUnmap);
    }

    private int Move(MemoryCall call, bool dontUnmap)
    {
        var first = map[call.Start];
        var isFresh = !names.IsFile(first.Backing) && (first.Prot & Shared) == 0 && first.AnonVma == 0;
        var sticksOut = (call.Start > 0 && map[call.Start - 1].Mapped && map.IsOneVma(call.Start - 1, call.End))
            || (call.End < map.Count && map[call.End].Mapped && map.IsOneVma(call.Start, call.End + 1));
        for (int page = call.To; page < call.ToEnd; page++)
        {
            map[page] = first with { Offset = (isFresh ? call.To : first.Offset) + page - call.To };
        }

        for (int page = call.Start; page < call.End; page++)
        {
            map[page] = !dontUnmap ? default : map[page] with { AnonVma = sticksOut ? first.AnonVma : 0 };
        }

        return 0;
    }

    private int Name(MemoryCall call)
    {
        var isUnmapped = false;
        for (int page = call.Start; page < call.End; page++)
        {
            if (names.IsFile(map[page].Backing) || (map[page].Prot & Shared) != 0)
            {
                return Errno.EBADF;
            }

            isUnmapped |= !map[page].Mapped;
            map[page] = map[page].Mapped ? map[page] with { Backing = call.Backing() } : default;
        }

        return isUnmapped ? Errno.ENOMEM : 0;
    }

    private int Fault(int page)
    {
        var above = Enumerable.Range(page, map.Count - page).FirstOrDefault(at => map[at].Mapped, -1);
        if (above <= page || (map[above].Traits & GrowsDown) == 0)
        {
            return above == page ? 0 : Errno.EFAULT;
        }

        var needsGuard = page > 0 && map[page - 1] is { Mapped: true } below
            && (below.Traits & GrowsDown) == 0 && (below.Prot & 7) != 0;
        if (needsGuard)
        {
            return Errno.EFAULT;
        }

        for (var at = above - 1; at >= page; at--)
        {
            map[at] = map[above] with { Offset = map[above].Offset - (above - at) };
        }

        return 0;
    }
}
