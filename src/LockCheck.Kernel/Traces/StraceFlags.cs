using LockCheck.Kernel.Exact;
using LockCheck.Kernel.Layouts;

namespace LockCheck.Kernel.Traces;

/// <summary>Flags by their names (x86-64); what strace has no name for it prints as a number.</summary>
internal static class StraceFlags
{
    /// <summary>MAP_HUGETLB, which <see cref="MapFlags"/> leaves out.</summary>
    public const MapFlags HugeTlb = (MapFlags)0x4_0000;

    /// <summary>PROT_GROWSDOWN.</summary>
    public const int GrowsDown = 0x0100_0000;

    /// <summary>The bits of PROT_READ, PROT_WRITE, PROT_EXEC, PROT_GROWSDOWN.</summary>
    public static int Prot(ReadOnlySpan<byte> text)
    {
        var bits = 0;
        foreach (var name in text.Split((byte)'|'))
        {
            var one = text[name];
            bits |= one.SequenceEqual("PROT_READ"u8) ? 1
                : one.SequenceEqual("PROT_WRITE"u8) ? 2
                : one.SequenceEqual("PROT_EXEC"u8) ? 4
                : one.SequenceEqual("PROT_GROWSDOWN"u8) ? GrowsDown
                : Number(one);
        }

        return bits;
    }

    /// <summary>The protection of these bits.</summary>
    public static Prot Access(int bits) =>
        ((bits & 1) != 0 ? Layouts.Prot.Read : 0) | ((bits & 2) != 0 ? Layouts.Prot.Write : 0) |
        ((bits & 4) != 0 ? Layouts.Prot.Exec : 0);

    /// <summary>The flags of mmap.</summary>
    public static MapFlags Map(ReadOnlySpan<byte> text)
    {
        var flags = MapFlags.None;
        foreach (var name in text.Split((byte)'|'))
        {
            var one = text[name];
            flags |= one.SequenceEqual("MAP_PRIVATE"u8) ? MapFlags.Private
                : one.SequenceEqual("MAP_ANONYMOUS"u8) ? MapFlags.Anonymous
                : one.SequenceEqual("MAP_FIXED"u8) ? MapFlags.Fixed
                : one.SequenceEqual("MAP_SHARED"u8) || one.SequenceEqual("MAP_SHARED_VALIDATE"u8) ? MapFlags.Shared
                : one.SequenceEqual("MAP_NORESERVE"u8) ? MapFlags.NoReserve
                : one.SequenceEqual("MAP_STACK"u8) ? MapFlags.Stack
                : one.SequenceEqual("MAP_GROWSDOWN"u8) ? MapFlags.GrowsDown
                : one.SequenceEqual("MAP_LOCKED"u8) ? MapFlags.Locked
                : one.SequenceEqual("MAP_POPULATE"u8) ? MapFlags.Populate
                : one.SequenceEqual("MAP_NONBLOCK"u8) ? MapFlags.NonBlock
                : one.SequenceEqual("MAP_FIXED_NOREPLACE"u8) ? MapFlags.FixedNoReplace
                : one.SequenceEqual("MAP_HUGETLB"u8) ? HugeTlb
                : (MapFlags)Number(one);
        }

        return flags;
    }

    /// <summary>The flags of mremap.</summary>
    public static RemapFlags Remap(ReadOnlySpan<byte> text)
    {
        var flags = RemapFlags.None;
        foreach (var name in text.Split((byte)'|'))
        {
            var one = text[name];
            flags |= one.SequenceEqual("MREMAP_MAYMOVE"u8) ? RemapFlags.MayMove
                : one.SequenceEqual("MREMAP_FIXED"u8) ? RemapFlags.Fixed
                : one.SequenceEqual("MREMAP_DONTUNMAP"u8) ? RemapFlags.DontUnmap
                : (RemapFlags)Number(one);
        }

        return flags;
    }

    /// <summary>The number of an advice of madvise, or -1.</summary>
    public static int Advise(ReadOnlySpan<byte> text) =>
        text.SequenceEqual("MADV_DONTNEED"u8) ? 4
        : text.SequenceEqual("MADV_NORMAL"u8) ? 0
        : text.SequenceEqual("MADV_RANDOM"u8) ? 1
        : text.SequenceEqual("MADV_SEQUENTIAL"u8) ? 2
        : text.SequenceEqual("MADV_WILLNEED"u8) ? 3
        : text.SequenceEqual("MADV_FREE"u8) ? 8
        : text.SequenceEqual("MADV_REMOVE"u8) ? 9
        : text.SequenceEqual("MADV_DONTFORK"u8) ? 10
        : text.SequenceEqual("MADV_DOFORK"u8) ? 11
        : text.SequenceEqual("MADV_MERGEABLE"u8) ? 12
        : text.SequenceEqual("MADV_UNMERGEABLE"u8) ? 13
        : text.SequenceEqual("MADV_HUGEPAGE"u8) ? 14
        : text.SequenceEqual("MADV_NOHUGEPAGE"u8) ? 15
        : text.SequenceEqual("MADV_DONTDUMP"u8) ? 16
        : text.SequenceEqual("MADV_DODUMP"u8) ? 17
        : text.SequenceEqual("MADV_WIPEONFORK"u8) ? 18
        : text.SequenceEqual("MADV_KEEPONFORK"u8) ? 19
        : text.SequenceEqual("MADV_COLD"u8) ? 20
        : text.SequenceEqual("MADV_PAGEOUT"u8) ? 21
        : text.SequenceEqual("MADV_POPULATE_READ"u8) ? 22
        : text.SequenceEqual("MADV_POPULATE_WRITE"u8) ? 23
        : text.SequenceEqual("MADV_DONTNEED_LOCKED"u8) ? 24
        : text.SequenceEqual("MADV_COLLAPSE"u8) ? 25
        : text.SequenceEqual("MADV_HWPOISON"u8) ? 100
        : text.SequenceEqual("MADV_SOFT_OFFLINE"u8) ? 101
        : text.SequenceEqual("MADV_GUARD_INSTALL"u8) ? 102
        : text.SequenceEqual("MADV_GUARD_REMOVE"u8) ? 103
        : text.StartsWith("0x"u8) ? Number(text)
        : -1;

    private static int Number(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOf((byte)' ');
        return TraceNumber.TryParse(end < 0 ? text : text[..end], out var value) ? unchecked((int)value) : 0;
    }
}
