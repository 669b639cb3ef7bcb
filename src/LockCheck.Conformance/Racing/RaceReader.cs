using System.Globalization;
using LockCheck.Conformance.Targets;
using LockCheck.Kernel;

namespace LockCheck.Conformance.Racing;

/// <summary>A reader of the running kernel that makes pass after pass over the map of one process.</summary>
/// <param name="name">Its name in reports.</param>
/// <param name="model">The name of what it is in the catalogue.</param>
/// <param name="page">How many records the model is to put into a page.</param>
internal abstract class RaceReader(string name, string model, RecordsPerPage page) : IDisposable
{
    /// <summary>iter/task_vma may show the same again and again while a writer is at work (protocols.md 2a).</summary>
    private const int RecordsMax = 4096;

    private const int PageShift = 12;
    private const ulong RegionStart = (ulong)MergeSplit.LiveRegion.StartPage << PageShift;
    private const ulong RegionEnd = RegionStart + (2UL * MergeSplit.LiveRegion.Pages << PageShift);
    private readonly List<RegionRecord> _records = [];

    /// <summary>Gets its name in reports.</summary>
    public string Name => name;

    /// <summary>Gets what it is in the catalogue.</summary>
    public string Model => model;

    /// <summary>Gets how many records the model is to put into a page.</summary>
    public RecordsPerPage Page => page;

    /// <summary>Makes a pass: the records in the region, valid until the next one.</summary>
    public IReadOnlyList<RegionRecord> Pass()
    {
        _records.Clear();
        Read();
        return _records;
    }

    /// <summary>Frees what it holds.</summary>
    public abstract void Dispose();

    /// <summary>Gets where the region starts.</summary>
    protected static ulong FirstAddress => RegionStart;

    /// <summary>Makes a pass, and adds each record.</summary>
    protected abstract void Read();

    /// <summary>Adds a record if it is in the region; whether a later one may be.</summary>
    /// <exception cref="TargetException">There are so many that the read may have no end.</exception>
    protected bool Add(ulong start, ulong end, byte prot)
    {
        if (start >= RegionEnd)
        {
            return false;
        }

        if (_records.Count == RecordsMax)
        {
            throw new TargetException(string.Create(
                CultureInfo.InvariantCulture, $"a read of {name} shows more than {RecordsMax} records"));
        }

        if (end > RegionStart)
        {
            _records.Add(new RegionRecord(
                ((long)start >> PageShift) - MergeSplit.LiveRegion.StartPage,
                ((long)end >> PageShift) - MergeSplit.LiveRegion.StartPage,
                prot));
        }

        return true;
    }
}
