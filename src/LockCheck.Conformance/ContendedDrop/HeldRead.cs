using LockCheck.Conformance.Resume;

namespace LockCheck.Conformance.ContendedDrop;

/// <summary>Reads of a case's map, all of it in one read(2), with the writer let in at a drop of the lock.</summary>
/// <param name="region">The writer; not owned.</param>
internal sealed class HeldRead(RaceRegion region) : IDisposable
{
    private readonly DroppingReader _reader = new(region.Target);

    /// <summary>Gets the event at which the reader is held the second time.</summary>
    public int HoldsAt { get; init; } = DroppingReader.Again;

    /// <summary>Gets why the last attempt did not create the contention; nothing if it did.</summary>
    public string WhyNot => _reader.WhyNot;

    /// <summary>Gets what the writer's calls returned.</summary>
    public long[] Returns { get; private set; } = [];

    /// <summary>One read with the writer behind a record: the region's records before and after it; or null.</summary>
    /// <param name="race">The case, whose map is made.</param>
    /// <param name="shown">The number of records of the region before the writer.</param>
    public RacePrediction? Read(RaceCase race, int shown)
    {
        var old = _reader.Reader.ReadAll();
        var below = old.TakeWhile(vma => !KernelListing.IsInRegion(IteratorListing.VmaOf(vma))).Count();
        _reader.Begin(_reader.Reader.ReadAll, old[0].Mm, below + shown, HoldsAt);
        _reader.Drop(() => region.StartWriting(race), () => Returns = region.FinishWriting(race));
        if (_reader.End() is not { } read)
        {
            return null;
        }

        var records = read.Select(IteratorListing.VmaOf).Where(KernelListing.IsInRegion).ToList();
        return new RacePrediction([.. records.Take(shown)], [.. records.Skip(shown)]);
    }

    /// <summary>Lets everybody go.</summary>
    public void Dispose() => _reader.Dispose();
}
