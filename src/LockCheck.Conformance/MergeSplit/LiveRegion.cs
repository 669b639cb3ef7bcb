using System.Collections.Immutable;
using LockCheck.Conformance.Targets;
using LockCheck.Kernel.Recordings;

namespace LockCheck.Conformance.MergeSplit;

/// <summary>A region of a target, on which the kernel makes the calls that the model makes on its own.</summary>
public sealed class LiveRegion : IDisposable
{
    /// <summary>Its length, in pages.</summary>
    public const int Pages = 24;

    /// <summary>The region and as much behind it as a call may reach, in pages.</summary>
    public const int PagesSeen = 2 * Pages;

    private const int PageShift = 12;
    private const long Bytes = (long)PagesSeen << PageShift;

    private readonly MapsFile _maps;
    private readonly SortedDictionary<string, long> _files = new(StringComparer.Ordinal);

    /// <summary>Starts a target.</summary>
    /// <exception cref="TargetException">It cannot be started, or refuses files.</exception>
    public LiveRegion()
    {
        Target = TargetProcess.Start();
        try
        {
            _maps = new MapsFile(Target.Id);
            foreach (var name in (string[])["f0", "f1", "m0"])
            {
                Target.StoreText(name);
                var file = Target.Call(SyscallNumber.MemfdCreate, (long)TargetProcess.Scratch);
                var error = file < 0 ? file
                    : Target.Call(SyscallNumber.Ftruncate, file, RegionModel.FilePages << PageShift);
                if (error < 0)
                {
                    throw new TargetException($"the target cannot make a memfd: {ErrnoText.Of(error)}");
                }

                _files.Add(name, file);
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Gets the page where it starts.</summary>
    public const long StartPage = (long)(TargetProcess.RegionStart >> PageShift);

    /// <summary>Gets the process that it is in.</summary>
    public TargetProcess Target { get; }

    /// <summary>Makes a call: an error, 0, or the address that it returns.</summary>
    public long Make(RegionCall call) => Target.Call(RegionSyscall.Of(call, _files));

    /// <summary>Unmaps all of it, and makes a call.</summary>
    public long MakeFirst(RegionCall call)
    {
        Span<long> results = stackalloc long[2];
        Target.Call(
            [
                new SyscallRequest(SyscallNumber.Munmap, (long)TargetProcess.RegionStart, Bytes),
                RegionSyscall.Of(call, _files),
            ],
            results);
        return results[0] == 0
            ? results[1]
            : throw new TargetException($"the region cannot be unmapped: {ErrnoText.Of(results[0])}");
    }

    /// <summary>Unmaps all of it, and makes calls, whatever they return.</summary>
    public void MakeAnew(IReadOnlyList<RegionCall> calls)
    {
        var requests = new SyscallRequest[calls.Count + 1];
        requests[0] = new SyscallRequest(SyscallNumber.Munmap, (long)TargetProcess.RegionStart, Bytes);
        for (var at = 0; at < calls.Count; at++)
        {
            requests[at + 1] = RegionSyscall.Of(calls[at], _files);
        }

        Target.Call(requests, new long[requests.Length]);
    }

    /// <summary>Begins a call, and does not wait for it.</summary>
    public void Begin(RegionCall call) => Target.Send([RegionSyscall.Of(call, _files)]);

    /// <summary>Waits for the call that was begun: an error, 0, or the address that it returns.</summary>
    public long Finish()
    {
        Span<long> results = stackalloc long[1];
        Target.Receive(results);
        return results[0];
    }

    /// <summary>The user's view.</summary>
    public ImmutableArray<MapRow> Maps() =>
        [.. _maps.Read(TargetProcess.RegionStart, TargetProcess.RegionStart + Bytes)];

    /// <summary>Ends the target.</summary>
    public void Dispose()
    {
        _maps?.Dispose();
        Target.Dispose();
    }
}
