namespace LockCheck.Kernel.Tests.Support;

/// <summary>Which system call, or which era of it.</summary>
internal enum CallKind : ushort
{
    Mprotect,
    Munmap,
    Mmap,
    MapFixedNew,
    MapFixedOld,
    MremapShrink,
    MremapGrow,
    MremapMove,
    MremapFixed,
    MremapDontUnmap,
    BrkGrow,
    BrkShrink,
    AnonName,
    StackFault,
    StackFaultOld,
    MapFixedFailing,
}

/// <summary>A system call, or a page fault, with its arguments.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Start">The first page; of mremap, of the old range.</param>
/// <param name="End">One past the last page.</param>
/// <param name="Prot">The protection; of a name, its number.</param>
/// <param name="To">Of mremap, the first page of the new range.</param>
/// <param name="ToEnd">Of mremap, one past its last page.</param>
internal readonly record struct MemoryCall(
    CallKind Kind, ushort Start, ushort End, ushort Prot, ushort To = 0, ushort ToEnd = 0)
{
    /// <summary>The names that <see cref="CallKind.AnonName"/> gives, from number 1 on.</summary>
    public static readonly string[] AnonNames = ["[anon:one]", "[anon:two]"];

    private static readonly string[] Names =
    [
        "mprotect", "munmap", "mmap", "map_fixed_new", "map_fixed_old", "mremap_shrink", "mremap_grow", "mremap_move",
        "mremap_fixed", "mremap_dontunmap", "brk_grow", "brk_shrink", "anon_name", "stack_fault", "stack_fault_old",
        "map_fixed_failing",
    ];

    private bool IsMremap => Kind is >= CallKind.MremapShrink and <= CallKind.MremapDontUnmap;

    /// <summary>
    /// Parses a call such as <c>mprotect 3-5 r</c>, <c>munmap 0-4</c>, <c>mremap_fixed 8-12 4-8</c> or
    /// <c>anon_name 0-4 1</c>.
    /// </summary>
    public static MemoryCall Parse(string text)
    {
        var words = text.Split(' ');
        var (start, end) = Range(words[1]);
        var call = new MemoryCall((CallKind)Array.IndexOf(Names, words[0]), start, end, 0);
        if (call.IsMremap)
        {
            var (to, toEnd) = Range(words[2]);
            return call with { To = to, ToEnd = toEnd };
        }

        return words.Length <= 2 ? call : call with
        {
            Prot = call.Kind == CallKind.AnonName
                ? ushort.Parse(words[2])
                : (ushort)"rwx".Select((c, bit) => words[2].Contains(c) ? 1 << bit : 0).Sum(),
        };
    }

    public Routine<int> Run() => Kind switch
    {
        CallKind.Mprotect => MemoryCalls.Mprotect(Start, End, (byte)Prot),
        CallKind.Munmap => MemoryCalls.Munmap(Start, End),
        CallKind.Mmap => MemoryCalls.Mmap(Start, End, (byte)Prot),
        CallKind.MapFixedNew => MemoryCalls.MapFixedNew(Start, End, (byte)Prot),
        CallKind.MapFixedOld => MemoryCalls.MapFixedOld(Start, End, (byte)Prot),
        CallKind.MremapShrink => Mremap.Shrink(Start, End, ToEnd),
        CallKind.MremapGrow => Mremap.Grow(Start, End, ToEnd),
        CallKind.MremapMove => Mremap.Move(Start, End, To, ToEnd),
        CallKind.MremapFixed => Mremap.Fixed(Start, End, To, dontUnmap: false),
        CallKind.MremapDontUnmap => Mremap.Fixed(Start, End, To, dontUnmap: true),
        CallKind.BrkGrow => Brk.Grow(Start, End, (byte)Prot),
        CallKind.BrkShrink => Brk.Shrink(Start, End),
        CallKind.AnonName => AnonName.Set(Start, End, Backing()),
        CallKind.StackFault => StackGrowth.Fault(Start),
        CallKind.StackFaultOld => StackGrowth.FaultOld(Start),
        _ => MemoryCalls.MapFixedNewFailing(Start, End),
    };

    /// <summary>The number of the name in the model that runs now; 0 takes a name away.</summary>
    public int Backing() => Prot == 0 ? 0 : KernelModel.Current.Names.NumberOf(AnonNames[Prot - 1]);

    public override string ToString() =>
        $"{Names[(int)Kind]} {Start}-{End}" + (IsMremap ? $" {To}-{ToEnd}" : Kind switch
        {
            CallKind.Munmap or CallKind.BrkShrink or CallKind.MapFixedFailing => "",
            CallKind.StackFault or CallKind.StackFaultOld => "",
            CallKind.AnonName => $" {Prot}",
            _ => $" {MapDrawing.ProtText((byte)Prot)}",
        });

    private static (ushort Start, ushort End) Range(string text)
    {
        var range = text.Split('-');
        return (ushort.Parse(range[0]), ushort.Parse(range[1]));
    }
}
