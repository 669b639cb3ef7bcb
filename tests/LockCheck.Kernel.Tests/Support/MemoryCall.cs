namespace LockCheck.Kernel.Tests.Support;

/// <summary>Which system call, or which era of it.</summary>
internal enum CallKind : ushort
{
    Mprotect,
    Munmap,
    Mmap,
    MapFixedNew,
    MapFixedOld,
}

/// <summary>One of <see cref="MemoryCalls"/> with its arguments.</summary>
internal readonly record struct MemoryCall(CallKind Kind, ushort Start, ushort End, ushort Prot)
{
    private static readonly string[] Names = ["mprotect", "munmap", "mmap", "map_fixed_new", "map_fixed_old"];

    /// <summary>Parses a call such as <c>mprotect 3-5 r</c> or <c>munmap 0-4</c>.</summary>
    public static MemoryCall Parse(string text)
    {
        var words = text.Split(' ');
        var range = words[1].Split('-');
        return new MemoryCall(
            (CallKind)Array.IndexOf(Names, words[0]),
            ushort.Parse(range[0]),
            ushort.Parse(range[1]),
            (ushort)(words.Length > 2 ? "rwx".Select((c, bit) => words[2].Contains(c) ? 1 << bit : 0).Sum() : 0));
    }

    public Routine<int> Run() => Kind switch
    {
        CallKind.Mprotect => MemoryCalls.Mprotect(Start, End, (byte)Prot),
        CallKind.Munmap => MemoryCalls.Munmap(Start, End),
        CallKind.Mmap => MemoryCalls.Mmap(Start, End, (byte)Prot),
        CallKind.MapFixedNew => MemoryCalls.MapFixedNew(Start, End, (byte)Prot),
        _ => MemoryCalls.MapFixedOld(Start, End, (byte)Prot),
    };

    public override string ToString() =>
        $"{Names[(int)Kind]} {Start}-{End}{(Kind == CallKind.Munmap ? "" : $" {MapDrawing.ProtText((byte)Prot)}")}";
}
