using LockCheck.Conformance.Model;
using LockCheck.Engine;
using LockCheck.Kernel;

namespace LockCheck.Conformance.OnKernel;

/// <summary>
/// A schedule in which the writer works only between two read() calls of the reader, where user space can put it. It is
/// made from a schedule of a search: each write critical section is moved to the end of the read() that showed the last
/// record before it. Whether that still breaks the same property, the model says.
/// </summary>
internal sealed class BoundarySchedule
{
    private const int Reader = 0;

    private BoundarySchedule(
        IReadOnlyList<MapRecord> initial, IReadOnlyList<WriterTurn> turns, IReadOnlyList<MapRecord> records) =>
        (Initial, Turns, Records) = (initial, turns, records);

    /// <summary>The map at the beginning.</summary>
    public IReadOnlyList<MapRecord> Initial { get; }

    /// <summary>What the writer does, and when.</summary>
    public IReadOnlyList<WriterTurn> Turns { get; }

    /// <summary>All records of the reader.</summary>
    public IReadOnlyList<MapRecord> Records { get; }

    /// <summary>Makes the schedule.</summary>
    /// <param name="make">Makes a model of the scenario, with its monitors.</param>
    /// <param name="path">The steps of the search's schedule.</param>
    /// <param name="property">What it breaks.</param>
    /// <param name="whyNot">Why there is none.</param>
    /// <returns>The schedule, or null.</returns>
    public static BoundarySchedule? Of(
        Func<KernelModel> make, IReadOnlyList<PathStep> path, Property property, out string whyNot)
    {
        if (path.Any(step => step.Choice != 0))
        {
            whyNot = "it takes a choice that nobody outside the kernel can make";
            return null;
        }

        var sections = SectionsOf(make, path);
        return Play(make, sections, property, out whyNot);
    }

    /// <summary>How many records were shown when each write critical section began.</summary>
    private static List<int> SectionsOf(Func<KernelModel> make, IReadOnlyList<PathStep> path)
    {
        var sections = new List<int>();
        using var run = new TappedRun(make());
        foreach (var step in path)
        {
            var holder = run.WriteHolder;
            _ = run.Step(step.Slot);
            if (run.WriteHolder is { } now && now != holder)
            {
                sections.Add(run.Tap.Records.Count);
            }
        }

        return sections;
    }

    private static BoundarySchedule? Play(
        Func<KernelModel> make, List<int> sections, Property property, out string whyNot)
    {
        using var run = new TappedRun(make());
        var initial = run.Map;
        var turns = new List<WriterTurn>();

        // The first step is open(), behind which the reader owes what is mapped.
        var isBroken = Breaks(run.Step(Reader), property);
        foreach (var records in sections)
        {
            while (run.Tap.Records.Count < records || run.Tap.CallsEnded < run.Tap.Records.Count)
            {
                if (!run.CanStep(Reader))
                {
                    whyNot = $"the reader does not get to its record {records} without the writer";
                    return null;
                }

                isBroken |= Breaks(run.Step(Reader), property);
            }

            var before = run.Map;
            if (!Section(run, property, ref isBroken))
            {
                whyNot = "the writer does not get through its calls while the reader is in user space";
                return null;
            }

            turns.Add(new WriterTurn(run.Tap.Records.Count, before, run.Map));
        }

        while (Enumerable.Range(Reader, run.Threads).FirstOrDefault(run.CanStep, -1) is var slot and >= 0)
        {
            isBroken |= Breaks(run.Step(slot), property);
        }

        whyNot = isBroken ? string.Empty
            : $"{property.Id} is kept where the writer works only between two read() calls: it has to come inside one";
        return isBroken ? new BoundarySchedule(initial, Joined(turns), [.. run.Tap.Records]) : null;
    }

    /// <summary>Lets the writers go to the end of the next write critical section.</summary>
    private static bool Section(TappedRun run, Property property, ref bool isBroken)
    {
        var wasHeld = false;
        while (Enumerable.Range(Reader + 1, run.Threads - 1).FirstOrDefault(run.CanStep, -1) is var slot and >= 0)
        {
            // Who holds the lock goes on.
            var next = run.WriteHolder is { } holder && run.CanStep(holder) ? holder : slot;
            isBroken |= Breaks(run.Step(next), property);
            if (wasHeld && run.WriteHolder is null)
            {
                return true;
            }

            wasHeld |= run.WriteHolder is not null;
        }

        return false;
    }

    private static bool Breaks(IReadOnlyList<Property> broken, Property property) =>
        broken.Any(one => one.Id == property.Id);

    /// <summary>Sections between the same two records are one turn.</summary>
    private static List<WriterTurn> Joined(List<WriterTurn> turns)
    {
        var joined = new List<WriterTurn>();
        foreach (var turn in turns)
        {
            if (joined.Count > 0 && joined[^1].Records == turn.Records)
            {
                joined[^1] = joined[^1] with { After = turn.After };
            }
            else
            {
                joined.Add(turn);
            }
        }

        return joined;
    }
}
