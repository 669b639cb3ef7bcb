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
    private const byte Shared = 8;
    private const long PopulateWrite = 23;
    private const int FirstSpecial = 1 << 20;
    private const byte Special = (byte)Kernel.Layouts.VmaTraits.Special;

    private readonly BackingNames _names;
    private readonly int _pages;
    private readonly SortedDictionary<int, long> _files = [];
    private IReadOnlyList<TargetCall> _started = [];

    /// <summary>Starts a target.</summary>
    /// <param name="names">The model's files.</param>
    /// <param name="pages">The size of the model's address space, in pages.</param>
    public TargetWorld(BackingNames names, int pages) => (_names, _pages) = (names, pages);

    /// <summary>Gets the target.</summary>
    public TargetProcess Target { get; } = TargetProcess.Start();

    /// <summary>The address of a model page.</summary>
    public static ulong AddressOf(int page) => TargetCall.AddressOf(page);

    /// <summary>The calls, as C.</summary>
    public static IReadOnlyList<string> TextOf(IEnumerable<TargetCall> calls) =>
        [.. calls.Select(call => call.Text + ";")];

    /// <summary>Makes a map in the empty region.</summary>
    public void Build(IReadOnlyList<MapRecord> map)
    {
        for (var at = 0; at < map.Count; at++)
        {
            var end = at + 1;
            while (end < map.Count && IsOneMemory(map[end - 1], map[end]))
            {
                end++;
            }

            if (IsTouched(map[at]))
            {
                Touched([.. map.Skip(at).Take(end - at)], at > 0 ? map[at - 1].Attributes.Prot : (byte)0);
                at = end - 1;
            }
            else
            {
                Make(Mmap(map[at]));
            }
        }
    }

    /// <summary>The calls that change the region from one map to another. Their files are there already.</summary>
    public IReadOnlyList<TargetCall> CallsBetween(IReadOnlyList<MapRecord> before, IReadOnlyList<MapRecord> after)
    {
        var calls = new List<TargetCall>();
        var pieces = MapPiece.Between(before, after);
        if (MapPiece.MoveIn(pieces) is var (from, to))
        {
            calls.Add(TargetCall.Mremap(from, to));
            pieces = [.. pieces.Where(piece => piece != from && piece != to)];
        }

        calls.AddRange(MapPiece.Joined(pieces).Select(piece => piece switch
        {
            { After: null } => TargetCall.Munmap(piece.Start, piece.End),
            { IsProtection: true, After: { } wanted } => TargetCall.Mprotect(piece.Start, piece.End, wanted.Prot),
            { After: { } wanted } => Mmap(new MapRecord((ushort)piece.Start, (ushort)piece.End, wanted)),
        }));
        return calls;
    }

    /// <summary>Changes the region from one map to another.</summary>
    /// <returns>The calls, as C.</returns>
    public IReadOnlyList<string> Change(IReadOnlyList<MapRecord> before, IReadOnlyList<MapRecord> after)
    {
        var calls = CallsBetween(before, after);
        Start(calls);
        Finish();
        return TextOf(calls);
    }

    /// <summary>Tells the target to make calls, and does not wait for them.</summary>
    public void Start(IReadOnlyList<TargetCall> calls)
    {
        if (calls.Count > 0)
        {
            Target.Send(calls.Select(call => call.Request).ToArray());
            _started = calls;
        }
    }

    /// <summary>Waits for the end of the calls that were started, if any were.</summary>
    public void Finish()
    {
        var calls = _started;
        _started = [];
        if (calls.Count > 0)
        {
            var results = new long[calls.Count];
            Target.Receive(results);
            for (var at = 0; at < results.Length; at++)
            {
                _ = Checked(calls[at], results[at]);
            }
        }
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

    private static bool IsTouched(MapRecord vma) =>
        vma.Attributes.AnonVma != 0 && (vma.Attributes.Prot & Shared) == 0 && (vma.Attributes.Traits & Special) == 0;

    /// <summary>Whether two neighbours have one anon_vma, and were one VMA once.</summary>
    private static bool IsOneMemory(MapRecord below, MapRecord above) =>
        IsTouched(below) && below.Attributes.AnonVma == above.Attributes.AnonVma && below.End == above.Start &&
        below.Attributes.Backing == above.Attributes.Backing &&
        below.Attributes.Pgoff + below.End - below.Start == above.Attributes.Pgoff;

    private static long Checked(TargetCall call, long result) => result >= 0 ? result
        : throw new TargetException($"the target's {call.Text} failed: {ErrnoText.Of(result)}");

    private TargetCall Mmap(MapRecord vma)
    {
        // Special mappings merge with nothing: each has a file of its own.
        var number = (vma.Attributes.Traits & Special) != 0 ? FirstSpecial + vma.Start
            : _names.IsFile(vma.Attributes.Backing) ? vma.Attributes.Backing
            : (int?)null;
        return TargetCall.Mmap(vma, number, number is { } file ? FileOf(file) : -1);
    }

    /// <summary>
    /// Memory that was written to, with an anon_vma of its own: while it gets that, it has a protection that the VMA
    /// below has not, and then VM_DONTCOPY, so that it neither merges with that VMA nor shares the anon_vma of it.
    /// </summary>
    private void Touched(IReadOnlyList<MapRecord> vmas, byte below)
    {
        const byte ReadWrite = 3;
        const long DontFork = 10;
        const long DoFork = 11;
        var (start, end) = (vmas[0].Start, vmas[^1].End);
        var other = (byte)((below & 7) == 0 ? 1 : 0);
        Make(Mmap(new MapRecord(start, end, vmas[0].Attributes with { Prot = other })));
        Advise(DontFork);
        Make(TargetCall.Mprotect(start, end, ReadWrite));
        Advise(PopulateWrite);
        foreach (var vma in vmas)
        {
            Make(TargetCall.Mprotect(vma.Start, vma.End, vma.Attributes.Prot));
        }

        Advise(DoFork);

        void Advise(long advice) => Make(new TargetCall("madvise", new SyscallRequest(
            SyscallNumber.Madvise, (long)AddressOf(start), TargetCall.Bytes(end - start), advice)));
    }

    /// <summary>A memfd for a file of the model, long enough for every offset that it has.</summary>
    private long FileOf(int number)
    {
        const long LongEnough = 1L << 44;
        if (!_files.TryGetValue(number, out var file))
        {
            Target.StoreText(string.Create(CultureInfo.InvariantCulture, $"f{number}"));
            file = Make(new TargetCall(
                "memfd_create", new SyscallRequest(SyscallNumber.MemfdCreate, (long)TargetProcess.Scratch)));
            Make(new TargetCall("ftruncate", new SyscallRequest(SyscallNumber.Ftruncate, file, LongEnough)));
            _files.Add(number, file);
        }

        return file;
    }

    private long Make(TargetCall call) => Checked(call, Target.Call(call.Request));
}
