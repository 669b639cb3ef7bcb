using LockCheck.Kernel.Exact;
using LockCheck.Kernel.Layouts;

namespace LockCheck.Kernel.Traces;

/// <summary>
/// Makes the calls of a log that place, protect and lock memory. Each is given what the log says that it returned,
/// which decides where memory lies, and returns what the model makes of it; what nobody judges returns what the log
/// says.
/// </summary>
internal sealed class PlacingCalls(TouchedMemory touched)
{
    private const int Shift = ExactSpace.PageShift;
    private const ulong HugeBytes = 1 << 21;

    /// <summary>mmap.</summary>
    public long Mmap(TraceThread thread, ExactSpace space, StraceArgs args, long said)
    {
        var hint = args.Number("an address");
        var length = args.Number("a length");
        var prot = StraceFlags.Access(StraceFlags.Prot(args.Next()));
        var flags = StraceFlags.Map(args.Next());
        flags |= thread.Space.LocksFuture ? MapFlags.Locked : 0;
        var isAnonymous = (flags & MapFlags.Anonymous) != 0;
        if (said < 0)
        {
            // A file may refuse for reasons of its own.
            return isAnonymous ? space.Mmap(hint, length, prot, flags & ~StraceFlags.HugeTlb) : said;
        }

        var start = said >> Shift;
        var file = isAnonymous ? null : FileOf(thread, space, ref args);
        var pgoff = isAnonymous ? 0 : (long)(args.Number("an offset") >> Shift);
        if ((flags & StraceFlags.HugeTlb) != 0)
        {
            length = (length + HugeBytes - 1) & ~(HugeBytes - 1);
            file ??= space.Open(id => new MappedFile(id, "/anon_hugepage (deleted)", long.MaxValue >> 16)
            {
                HookFlags = VmFlags.HugeTlb | VmFlags.DontExpand,
            });
        }

        var end = start + ExactSpace.PagesOf(length);
        var isOver = (flags & MapFlags.Fixed) == 0 && IsMapped(space, start, end);
        flags = (flags | MapFlags.Fixed) & ~(MapFlags.FixedNoReplace | StraceFlags.HugeTlb);
        var made = space.Mmap((ulong)said, length, prot, flags, file, pgoff);
        touched.After(space, start, end);
        return made < 0 ? made : isOver ? Errno.EEXIST : said;
    }

    /// <summary>munmap.</summary>
    public static long Munmap(ExactSpace space, StraceArgs args) =>
        space.Munmap(args.Number("an address"), args.Number("a length"));

    /// <summary>mprotect, pkey_mprotect.</summary>
    public long Mprotect(ExactSpace space, StraceArgs args, bool hasKey)
    {
        var address = args.Number("an address");
        var length = args.Number("a length");
        var prot = StraceFlags.Prot(args.Next());
        var pkey = hasKey ? unchecked((int)args.Number("a key")) : -1;
        if ((prot & StraceFlags.GrowsDown) != 0 && space.Find(address) is { } vma)
        {
            if ((vma.Flags & VmFlags.GrowsDown) == 0)
            {
                return Errno.EINVAL;
            }

            var start = Math.Min(address, (ulong)vma.Start << Shift);
            (address, length) = (start, length + address - start);
        }

        var error = ProtectCall.Protect(space, address, length, StraceFlags.Access(prot), pkey);
        After(space, address, length);
        return error;
    }

    /// <summary>mremap: in place if the log says so, and else to where it says.</summary>
    public long Mremap(ExactSpace space, StraceArgs args, long said)
    {
        var address = args.Number("an address");
        var oldLength = args.Number("an old length");
        var newLength = args.Number("a new length");
        var flags = StraceFlags.Remap(args.Next());
        var place = args.Next();
        var to = 0ul;
        if (!place.IsEmpty && !TraceNumber.TryParse(place, out to))
        {
            throw args.Unreadable("a new address");
        }

        if (said >= 0 && (flags & RemapFlags.Fixed) == 0)
        {
            to = (ulong)said;
            flags = to == address ? RemapFlags.None : flags | RemapFlags.Fixed;
        }

        var made = space.Mremap(address, oldLength, newLength, flags, to);
        if (made >= 0)
        {
            After(space, (ulong)made, newLength);
        }

        return made;
    }

    /// <summary>brk: the first one says where the heap starts, unless there is one already.</summary>
    public long Brk(TraceThread thread, ExactSpace space, StraceArgs args, long said)
    {
        var wanted = args.Number("an address");
        var isKnown = space.StartBrk != 0;
        if (!isKnown || (wanted == 0 && ExactSpace.PagesOf((ulong)said) == ExactSpace.PagesOf(space.Brk)))
        {
            space.StartBrk = isKnown && space.StartBrk != space.Brk ? space.StartBrk : (ulong)said;
            space.Brk = (ulong)said;
            return said;
        }

        var old = space.Brk;
        if ((ulong)said != wanted)
        {
            // A query, or a limit that nobody here knows.
            space.Brk = (ulong)said;
            return (long)old;
        }

        var made = space.SetBrk(wanted);
        if (made > old)
        {
            if (thread.Space.LocksFuture)
            {
                _ = space.Mlock(old, made - old, onFault: false);
            }

            After(space, old, made - old);
        }

        return (long)made;
    }

    /// <summary>mlock, mlock2, munlock: with flags or without.</summary>
    public static long Lock(ExactSpace space, StraceArgs args, CallKind kind, long said)
    {
        var address = args.Number("an address");
        var length = args.Number("a length");
        var made = kind == CallKind.Munlock
            ? space.Munlock(address, length)
            : space.Mlock(address, length, kind == CallKind.Mlock2 && args.Next().StartsWith("MLOCK_ONFAULT"u8));

        // What lies beyond the end of a file, of which the log says nothing, is locked and then not found.
        return made == 0 && said == Errno.ENOMEM && HasFile(space, address, length) ? said : made;
    }

    /// <summary>mlockall and munlockall: VMA by VMA (apply_mlockall_flags).</summary>
    public static void LockAll(TraceSpace owner, ExactSpace space, StraceArgs args, bool locks)
    {
        var flags = args.Next();
        owner.LocksFuture = locks && flags.IndexOf("MCL_FUTURE"u8) >= 0;
        if (locks && flags.IndexOf("MCL_CURRENT"u8) < 0)
        {
            return;
        }

        for (var vma = space.First; vma is not null; vma = vma.Next)
        {
            var address = (ulong)vma.Start << Shift;
            var length = (ulong)(vma.End - vma.Start) << Shift;
            _ = locks
                ? space.Mlock(address, length, flags.IndexOf("MCL_ONFAULT"u8) >= 0)
                : space.Munlock(address, length);
            vma = space.Find(address)!;
        }
    }

    /// <summary>remap_file_pages, which is a mmap of the same file since 4.0.</summary>
    public static long RemapFilePages(ExactSpace space, StraceArgs args)
    {
        var address = args.Number("an address");
        var length = args.Number("a length");
        _ = args.Next();
        var pgoff = (long)args.Number("an offset");
        if (space.Find(address) is not { File: { } file } vma || (vma.Flags & VmFlags.Shared) == 0)
        {
            return Errno.EINVAL;
        }

        var prot = (Prot)(vma.Flags & VmFlags.Access);
        var made = space.Mmap(
            address, length, prot, MapFlags.Shared | MapFlags.Fixed | MapFlags.Populate, file, pgoff);
        return made < 0 ? made : 0;
    }

    /// <summary>Whether a page of a range is mapped.</summary>
    public static bool IsMapped(ExactSpace space, long start, long end) =>
        space.Vmas.Find(start) is { } there && there.Start < end;

    private static bool HasFile(ExactSpace space, ulong address, ulong length)
    {
        var end = (long)((address + length - 1) >> Shift);
        for (var vma = space.Find(address); vma is not null && vma.Start <= end; vma = vma.Next)
        {
            if (vma.File is not null)
            {
                return true;
            }
        }

        return false;
    }

    private static MappedFile FileOf(TraceThread thread, ExactSpace space, ref StraceArgs args)
    {
        var descriptor = args.Descriptor(out var path);
        return path.IsEmpty
            ? throw args.Unreadable("the path of the file: the log was made without strace's -y")
            : thread.Files.Get(
                descriptor,
                StraceArgs.PathOf(path),
                (name, isWritable) => space.Open(id => FileNames.Make(id, name, isWritable)));
    }

    private void After(ExactSpace space, ulong address, ulong length)
    {
        var start = (long)(address >> Shift);
        touched.After(space, start, start + ExactSpace.PagesOf(length) + 1);
    }
}
