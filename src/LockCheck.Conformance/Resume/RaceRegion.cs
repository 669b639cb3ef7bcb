using System.Globalization;
using LockCheck.Conformance.Bpf;
using LockCheck.Conformance.MergeSplit;
using LockCheck.Conformance.Targets;
using LockCheck.Kernel.Recordings;

namespace LockCheck.Conformance.Resume;

/// <summary>The region of a target on which the kernel plays cases.</summary>
internal sealed class RaceRegion : IDisposable
{
    private const int PageShift = 12;
    private static readonly SortedDictionary<string, long> NoFiles = new(StringComparer.Ordinal);

    private TaskVmaReader? _iterator;

    /// <summary>Gets the process.</summary>
    public TargetProcess Target { get; } = TargetProcess.Start();

    /// <summary>Gets whether mprotect, mmap and the like were told to the target, and not yet answered.</summary>
    public bool IsWriting { get; private set; }

    /// <summary>Unmaps everything and makes the map of a case: what its calls return.</summary>
    public long[] MakeMap(RaceCase race)
    {
        var requests = race.AllLayout.Select(call => RegionSyscall.Of(call, NoFiles))
            .Prepend(new SyscallRequest(
                SyscallNumber.Munmap, (long)TargetProcess.RegionStart, (long)RaceCase.Pages << PageShift))
            .ToArray();
        var results = new long[requests.Length];
        Target.Call(requests, results);
        return results[0] == 0
            ? results[1..]
            : throw new TargetException($"the region cannot be unmapped: {ErrnoText.Of(results[0])}");
    }

    /// <summary>Makes the writer's calls: what they return.</summary>
    public long[] Write(RaceCase race)
    {
        StartWriting(race);
        return FinishWriting(race);
    }

    /// <summary>Tells the target to make the writer's calls.</summary>
    public void StartWriting(RaceCase race)
    {
        if (race.Writer.Count > 0)
        {
            Target.Send(race.Writer.Select(call => RegionSyscall.Of(call, NoFiles)).ToArray());
            IsWriting = true;
        }
    }

    /// <summary>Waits for what they return.</summary>
    public long[] FinishWriting(RaceCase race)
    {
        var results = new long[race.Writer.Count];
        if (IsWriting)
        {
            Target.Receive(results);
            IsWriting = false;
        }

        return results;
    }

    /// <summary>Begins a pass of a reader over the whole map.</summary>
    public KernelListing Begin(KernelReaderKind reader) => reader switch
    {
        KernelReaderKind.Maps => new TextListing(PathOf("maps")),
        KernelReaderKind.Smaps => new TextListing(PathOf("smaps")),
        KernelReaderKind.Query => new QueryListing(Target.Id),
        _ => new IteratorListing(_iterator ??= TaskVmaReader.Open(Target.Id, whole: false)),
    };

    /// <summary>Ends the target.</summary>
    public void Dispose()
    {
        _iterator?.Dispose();
        Target.Dispose();
    }

    private string PathOf(string file) => string.Create(CultureInfo.InvariantCulture, $"/proc/{Target.Id}/{file}");
}
