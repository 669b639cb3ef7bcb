using System.Globalization;
using LockCheck.Conformance.Targets;
using LockCheck.Kernel;
using LockCheck.Kernel.Recordings;

namespace LockCheck.Conformance.OnKernel;

/// <summary>
/// A map of the model in the region of a target: model page N lies at the region's start and N pages. It is changed
/// from one map to the next by as few calls as that takes; whether the kernel has the VMAs then that the model has is
/// asked of /proc/PID/maps.
/// </summary>
internal sealed class TargetWorld : IDisposable
{
    private const int Shift = 12;
    private const byte Shared = 8;
    private const long MapShared = 0x01;
    private const long MapPrivate = 0x02;
    private const long MapFixed = 0x10;
    private const long MapAnonymous = 0x20;
    private const long RemapMayMoveFixed = 3;
    private const long PopulateWrite = 23;
    private const int FirstSpecial = 1 << 20;
    private const byte Special = (byte)Kernel.Layouts.VmaTraits.Special;

    private readonly BackingNames _names;
    private readonly int _pages;
    private readonly SortedDictionary<int, long> _files = [];

    /// <summary>Starts a target.</summary>
    /// <param name="names">The model's files.</param>
    /// <param name="pages">The size of the model's address space, in pages.</param>
    public TargetWorld(BackingNames names, int pages) => (_names, _pages) = (names, pages);

    /// <summary>Gets the target.</summary>
    public TargetProcess Target { get; } = TargetProcess.Start();

    /// <summary>The address of a model page.</summary>
    public static ulong AddressOf(int page) => TargetProcess.RegionStart + ((ulong)page << Shift);

    /// <summary>Makes a map in the empty region.</summary>
    /// <returns>The calls, as C.</returns>
    public IReadOnlyList<string> Build(IReadOnlyList<MapRecord> map)
    {
        var calls = new List<string>();
        for (var at = 0; at < map.Count; at++)
        {
            var end = at + 1;
            while (end < map.Count && IsOneMemory(map[end - 1], map[end]))
            {
                end++;
            }

            if (IsTouched(map[at]))
            {
                Touched([.. map.Skip(at).Take(end - at)], at > 0 ? map[at - 1].Attributes.Prot : (byte)0, calls);
                at = end - 1;
            }
            else
            {
                Mmap(map[at], calls);
            }
        }

        return calls;
    }

    /// <summary>Changes the region from one map to another.</summary>
    /// <returns>The calls, as C.</returns>
    public IReadOnlyList<string> Change(IReadOnlyList<MapRecord> before, IReadOnlyList<MapRecord> after)
    {
        var calls = new List<string>();
        var pieces = MapPiece.Between(before, after);
        if (MapPiece.MoveIn(pieces) is var (from, to))
        {
            Call(
                calls,
                $"mremap({Range(from.Start, from.End)}, {Bytes(to.End - to.Start)}, MREMAP_MAYMOVE | MREMAP_FIXED, "
                    + $"{Pointer(to.Start)})",
                new SyscallRequest(
                    SyscallNumber.Mremap,
                    (long)AddressOf(from.Start),
                    Bytes(from.End - from.Start),
                    Bytes(to.End - to.Start),
                    RemapMayMoveFixed,
                    (long)AddressOf(to.Start)));
            pieces = [.. pieces.Where(piece => piece != from && piece != to)];
        }

        foreach (var piece in MapPiece.Joined(pieces))
        {
            switch (piece)
            {
                case { After: null }:
                    Call(
                        calls,
                        $"munmap({Range(piece.Start, piece.End)})",
                        new SyscallRequest(
                            SyscallNumber.Munmap, (long)AddressOf(piece.Start), Bytes(piece.End - piece.Start)));
                    break;
                case { IsProtection: true, After: { } protectedAs }:
                    Call(
                        calls,
                        $"mprotect({Range(piece.Start, piece.End)}, {ProtText(protectedAs.Prot)})",
                        new SyscallRequest(
                            SyscallNumber.Mprotect,
                            (long)AddressOf(piece.Start),
                            Bytes(piece.End - piece.Start),
                            protectedAs.Prot & 7));
                    break;
                case { After: { } attributes }:
                    Mmap(new MapRecord((ushort)piece.Start, (ushort)piece.End, attributes), calls);
                    break;
            }
        }

        return calls;
    }

    /// <summary>Where the kernel's VMAs are others than those of a map; null if nowhere.</summary>
    public string? Differs(IReadOnlyList<MapRecord> map)
    {
        using var file = new MapsFile(Target.Id);
        var kernel = file.Read(TargetProcess.RegionStart, AddressOf(_pages))
            .Select(row => $"{row.Start}-{row.End} {row.Permissions}")
            .ToList();
        var model = map.Select(vma => $"{vma.Start}-{vma.End} {Permissions(vma.Attributes.Prot)}").ToList();
        return kernel.SequenceEqual(model) ? null
            : $"the kernel has {Text(kernel.Except(model))} where the model has {Text(model.Except(kernel))}";
    }

    public void Dispose() => Target.Dispose();

    private static string Text(IEnumerable<string> rows) =>
        string.Join(", ", rows) is { Length: > 0 } text ? text : "nothing more";

    private static string Permissions(byte prot) => string.Concat(
        (prot & 1) != 0 ? 'r' : '-', (prot & 2) != 0 ? 'w' : '-', (prot & 4) != 0 ? 'x' : '-',
        (prot & Shared) != 0 ? 's' : 'p');

    private static long Bytes(int pages) => (long)pages << Shift;

    private static string Pointer(int page) =>
        string.Create(CultureInfo.InvariantCulture, $"(void *)0x{AddressOf(page):x}");

    private static string Range(int start, int end) =>
        string.Create(CultureInfo.InvariantCulture, $"{Pointer(start)}, {Bytes(end - start)}");

    private static string ProtText(byte prot)
    {
        var names = new[] { (1, "PROT_READ"), (2, "PROT_WRITE"), (4, "PROT_EXEC") }
            .Where(known => (prot & known.Item1) != 0)
            .Select(known => known.Item2)
            .ToList();
        return names.Count == 0 ? "PROT_NONE" : string.Join(" | ", names);
    }

    private void Mmap(MapRecord vma, List<string> calls)
    {
        var attributes = vma.Attributes;
        var isSpecial = (attributes.Traits & Special) != 0;
        var isFile = isSpecial || _names.IsFile(attributes.Backing);

        // Special mappings merge with nothing: each has a file of its own.
        var number = isSpecial ? FirstSpecial + vma.Start : attributes.Backing;
        var file = isFile ? FileOf(number) : -1;
        var isShared = (attributes.Prot & Shared) != 0;
        var offset = isFile ? Bytes(attributes.Pgoff) : 0;
        Call(
            calls,
            string.Create(
                CultureInfo.InvariantCulture,
                $"mmap({Range(vma.Start, vma.End)}, {ProtText(attributes.Prot)}, MAP_FIXED | "
                    + $"{(isShared ? "MAP_SHARED" : "MAP_PRIVATE")}{(isFile ? string.Empty : " | MAP_ANONYMOUS")}, "
                    + $"{(isFile ? $"f{number}" : "-1")}, {offset})"),
            new SyscallRequest(
                SyscallNumber.Mmap,
                (long)AddressOf(vma.Start),
                Bytes(vma.End - vma.Start),
                attributes.Prot & 7,
                MapFixed | (isShared ? MapShared : MapPrivate) | (isFile ? 0 : MapAnonymous),
                file,
                offset));
    }

    private static bool IsTouched(MapRecord vma) =>
        vma.Attributes.AnonVma != 0 && (vma.Attributes.Prot & Shared) == 0 && (vma.Attributes.Traits & Special) == 0;

    /// <summary>Whether two neighbours have one anon_vma, and were one VMA once.</summary>
    private static bool IsOneMemory(MapRecord below, MapRecord above) =>
        IsTouched(below) && below.Attributes.AnonVma == above.Attributes.AnonVma && below.End == above.Start &&
        below.Attributes.Backing == above.Attributes.Backing &&
        below.Attributes.Pgoff + below.End - below.Start == above.Attributes.Pgoff;

    /// <summary>
    /// Memory that was written to, with an anon_vma of its own: while it gets that, it has a protection that the VMA
    /// below has not, and then VM_DONTCOPY, so that it neither merges with that VMA nor shares the anon_vma of it.
    /// </summary>
    private void Touched(IReadOnlyList<MapRecord> vmas, byte below, List<string> calls)
    {
        const byte ReadWrite = 3;
        const long DontFork = 10;
        const long DoFork = 11;
        var (start, end) = (vmas[0].Start, vmas[^1].End);
        var other = (byte)((below & 7) == 0 ? 1 : 0);
        Mmap(new MapRecord(start, end, vmas[0].Attributes with { Prot = other }), calls);
        Advise(DontFork);
        Protect(start, end, ReadWrite);
        Advise(PopulateWrite);
        foreach (var vma in vmas)
        {
            Protect(vma.Start, vma.End, (byte)(vma.Attributes.Prot & 7));
        }

        Advise(DoFork);

        void Advise(long advice) => Call(
            [],
            "madvise",
            new SyscallRequest(SyscallNumber.Madvise, (long)AddressOf(start), Bytes(end - start), advice));

        void Protect(int from, int to, byte prot) => Call(
            [], "mprotect", new SyscallRequest(SyscallNumber.Mprotect, (long)AddressOf(from), Bytes(to - from), prot));
    }

    /// <summary>A memfd for a file of the model, long enough for every offset that it has.</summary>
    private long FileOf(int number)
    {
        const long LongEnough = 1L << 44;
        if (!_files.TryGetValue(number, out var file))
        {
            Target.StoreText(string.Create(CultureInfo.InvariantCulture, $"f{number}"));
            file = Call(
                [], "memfd_create", new SyscallRequest(SyscallNumber.MemfdCreate, (long)TargetProcess.Scratch));
            Call([], "ftruncate", new SyscallRequest(SyscallNumber.Ftruncate, file, LongEnough));
            _files.Add(number, file);
        }

        return file;
    }

    private long Call(List<string> calls, string text, SyscallRequest request)
    {
        var result = Target.Call(request);
        if (result < 0)
        {
            throw new TargetException($"the target's {text} failed: {ErrnoText.Of(result)}");
        }

        calls.Add(text + ";");
        return result;
    }
}
