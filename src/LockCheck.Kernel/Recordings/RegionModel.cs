using System.Collections.Immutable;
using LockCheck.Kernel.Exact;
using LockCheck.Kernel.Layouts;

namespace LockCheck.Kernel.Recordings;

/// <summary>A region of an <see cref="ExactSpace"/> on which recorded, or live, calls are made.</summary>
public sealed class RegionModel
{
    /// <summary>The length of the files, in pages.</summary>
    public const long FilePages = 64;

    private readonly Dictionary<string, MappedFile> _files = new(StringComparer.Ordinal);
    private readonly long _start;
    private ExactSpace _space;

    /// <summary>An empty region.</summary>
    /// <param name="rules">The rules of the kernel.</param>
    /// <param name="start">The page where it starts.</param>
    public RegionModel(ExactRules rules, long start)
    {
        _start = start;
        _space = new ExactSpace(rules) { StartBrk = Bytes(start), Brk = Bytes(start) };
        Open("f0", "f0", isShmem: false);
        Open("f1", "f1", isShmem: false);
        Open("m0", "m0", isShmem: true);
    }

    /// <summary>The address space; another one after a fork.</summary>
    public ExactSpace Space => _space;

    private RegionView View => new(_space, _start);

    /// <summary>The user's view.</summary>
    public ImmutableArray<MapRow> Maps() => View.Maps();

    /// <summary>The flags that smaps shows.</summary>
    public ImmutableArray<FlagsRow> Flags() => View.Flags();

    /// <summary>The kernel's view.</summary>
    public ImmutableArray<KernelRow> Kernel() => View.Kernel();

    /// <summary>Makes a call: an error, 0, or the address that it returns.</summary>
    /// <param name="call">The call.</param>
    public long Make(RegionCall call)
    {
        var address = Bytes(_start + call.Start);
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
                return _space.SetBrk(Bytes(_start + call.End)) == Bytes(_start + call.End) ? 0 : Errno.ENOMEM;
            case "fork":
                _space = _space.Fork();
                return 0;
            default:
                throw new InvalidOperationException($"The reader knows {call.Op}, and the player does not.");
        }
    }

    private long Map(RegionCall call, ulong address, ulong length)
    {
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

        return _space.Mmap(address, length, call.MapProt, call.MapFlags, file, call.Offset);
    }

    private long Remap(RegionCall call, ulong address, ulong length) => _space.Mremap(
        address, length, Bytes(call.NewLength), call.RemapFlags, call.To < 0 ? 0 : Bytes(_start + call.To));

    private static ulong Bytes(long page) => (ulong)page << ExactSpace.PageShift;

    private void Open(string key, string name, bool isShmem) =>
        _files.Add(key, _space.Open(id => new MappedFile(id, name, FilePages) { IsShmem = isShmem }));
}
