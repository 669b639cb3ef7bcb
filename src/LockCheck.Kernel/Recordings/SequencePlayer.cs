using LockCheck.Kernel.Exact;
using LockCheck.Kernel.Layouts;

namespace LockCheck.Kernel.Recordings;

/// <summary>Plays a recorded sequence on an <see cref="ExactSpace"/>, and compares after each call.</summary>
public sealed class SequencePlayer
{
    /// <summary>Where the region starts in the model; a recording says nothing of it.</summary>
    private const long Base = 1 << 20;

    private const long FilePages = 64;

    private readonly Dictionary<string, MappedFile> _files = new(StringComparer.Ordinal);
    private readonly AnonNumbers _numbers = new();
    private ExactSpace _space;

    private SequencePlayer(ExactRules rules)
    {
        _space = new ExactSpace(rules) { StartBrk = Bytes(Base), Brk = Bytes(Base) };
        Open("f0", "f0", isShmem: false);
        Open("f1", "f1", isShmem: false);
        Open("m0", "m0", isShmem: true);
    }

    /// <summary>Plays a sequence to its end, or to the first difference, which is returned.</summary>
    /// <param name="sequence">The sequence.</param>
    /// <param name="rules">The rules of the kernel that it was recorded on.</param>
    public static Difference? Play(RecordedSequence sequence, ExactRules rules)
    {
        var player = new SequencePlayer(rules);
        for (var at = 0; at < sequence.Calls.Length; at++)
        {
            if (player.Play(sequence.Calls[at]) is { } difference)
            {
                return difference with
                {
                    Sequence = sequence.Number,
                    Operation = at,
                    Call = sequence.Calls[at].ToString(),
                };
            }
        }

        return null;
    }

    private static ulong Bytes(long page) => (ulong)page << ExactSpace.PageShift;

    private Difference? Play(RecordedCall call)
    {
        var made = Make(call);
        var result = made < 0 ? made : 0;
        if (result != call.Ret)
        {
            return Difference.Of("return value", ErrnoText.Of(call.Ret), ErrnoText.Of(result));
        }

        var view = new RegionView(_space, Base);
        return Difference.OfRows("maps", call.Maps, view.Maps())
            ?? (call.Flags.IsDefault ? null : Difference.OfRows("flags", call.Flags, view.Flags()))
            ?? (call.Kernel.IsDefault ? null : _numbers.Compare(call.Kernel, view.Kernel()));
    }

    private long Make(RecordedCall call)
    {
        var address = Bytes(Base + call.Start);
        var length = Bytes(call.End - call.Start);
        if (RecordedOps.Advices.TryGetValue(call.Op, out var advice))
        {
            return _space.Madvise(address, length, advice);
        }

        switch (call.Op)
        {
            case "mmap":
                return Map(call, address, length);
            case "munmap":
                return _space.Munmap(address, length);
            case "mprotect":
                return _space.Mprotect(address, length, call.Prot);
            case "mremap":
                return Remap(call, address, length);
            case "mlock":
                return _space.Mlock(address, length, onFault: true);
            case "lock":
                return _space.Mlock(address, length, onFault: false);
            case "munlock":
                return _space.Munlock(address, length);
            case "mseal":
                return _space.Mseal(address, length);
            case "mbind":
                return _space.Mbind(address, length, call.Policy);
            case "uffd_register":
                return _space.RegisterUffd(address, length, 1, VmFlags.UffdWp);
            case "uffd_unregister":
                return _space.UnregisterUffd(address, length);
            case "brk":
                return _space.SetBrk(Bytes(Base + call.End)) == Bytes(Base + call.End) ? 0 : Errno.ENOMEM;
            case "fork":
                _space = _space.Fork();
                return 0;
            default:
                throw new InvalidOperationException($"The reader knows {call.Op}, and the player does not.");
        }
    }

    private long Map(RecordedCall call, ulong address, ulong length)
    {
        var isShared = call.Kind is "f0shared" or "m0shared" or "shm" or "sysv";
        var flags = (isShared ? MapFlags.Shared : MapFlags.Private) |
            (call.NoReplace ? MapFlags.FixedNoReplace : MapFlags.Fixed) |
            call.Kind switch
            {
                "noreserve" => MapFlags.NoReserve,
                "stack" => MapFlags.Stack,
                "growsdown" => MapFlags.GrowsDown,
                "locked" => MapFlags.Locked,
                "populate" => MapFlags.Populate,
                _ => MapFlags.None,
            };
        var file = call.Kind switch
        {
            "f0" or "f0shared" => _files["f0"],
            "f1" => _files["f1"],
            "m0" or "m0shared" => _files["m0"],
            "sysv" => _space.Open(id => new MappedFile(id, "sysv", call.End - call.Start)
            {
                HasClose = true,
                MovesAlone = true,
                IsWritable = (call.Prot & Prot.Write) != 0,
            }),
            _ => null,
        };

        // The recorder drops x from a shared mapping of its file.
        var prot = call.Kind == "f0shared" ? call.Prot & ~Prot.Exec : call.Prot;
        return _space.Mmap(
            address, length, prot, flags | (file is null ? MapFlags.Anonymous : 0), file, call.Offset);
    }

    private long Remap(RecordedCall call, ulong address, ulong length)
    {
        var flags = call.To < 0 ? RemapFlags.None
            : RemapFlags.MayMove | RemapFlags.Fixed | (call.DontUnmap ? RemapFlags.DontUnmap : 0);
        return _space.Mremap(
            address, length, Bytes(call.NewLength), flags, call.To < 0 ? 0 : Bytes(Base + call.To));
    }

    private void Open(string key, string name, bool isShmem) =>
        _files.Add(key, _space.Open(id => new MappedFile(id, name, FilePages) { IsShmem = isShmem }));
}
