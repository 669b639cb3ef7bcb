using LockCheck.Conformance.Model;
using LockCheck.Engine;
using LockCheck.Kernel;

namespace LockCheck.Conformance.OnKernel;

/// <summary>
/// A schedule in which the writer works where the reader drops the mmap_lock inside a read(), because the writer waits
/// for it: behind a record, where tracepoints can put it. It is made from a schedule of a search: each write critical
/// section is moved into the drop behind the last record before it. With one record a page, some may stay between two
/// read() calls. Whether that still breaks the same property, the model says.
/// </summary>
internal sealed class ContendedSchedule
{
    /// <summary>With more places, only the schedule with a drop at each is tried.</summary>
    private const int PlacesMax = 5;

    private const string AsksForContention = "mmap_lock_is_contended";

    private ContendedSchedule(
        IReadOnlyList<MapRecord> initial, IReadOnlyList<WriterTurn> turns, IReadOnlyList<MapRecord> records) =>
        (Initial, Turns, Records) = (initial, turns, records);

    /// <summary>The map at the beginning.</summary>
    public IReadOnlyList<MapRecord> Initial { get; }

    /// <summary>What the writer does, when and where.</summary>
    public IReadOnlyList<WriterTurn> Turns { get; }

    /// <summary>All records of the reader.</summary>
    public IReadOnlyList<MapRecord> Records { get; }

    /// <summary>Makes the schedule.</summary>
    /// <param name="make">Makes a model of the scenario, with its monitors.</param>
    /// <param name="path">The steps of the search's schedule.</param>
    /// <param name="property">What it breaks.</param>
    /// <param name="whyNot">Why there is none.</param>
    /// <returns>The schedule, or null.</returns>
    public static ContendedSchedule? Of(
        Func<KernelModel> make, IReadOnlyList<PathStep> path, Property property, out string whyNot)
    {
        var settings = make().Settings;
        if (settings.RwSem == RwSemLevel.L0)
        {
            whyNot = "its mmap_lock has no queue (rwsem L0), so that the reader never sees that it is contended";
            return null;
        }

        if (SchedulePlay.SectionsOf(make, path, out whyNot) is not { } sections)
        {
            return null;
        }

        // Sections behind the same record come in the same drop, one after the other.
        var places = sections.GroupBy(records => records).Select(same => (same.Key, same.Count())).ToList();
        var hasBoundaries = settings.RecordsPerPage == new RecordsPerPage(1);
        var all = Enumerable.Range(0, places.Count).Select(at => places[at].Key > 0).ToArray();
        if (!all.Contains(true))
        {
            whyNot = "the writer works before the first record, where the reader drops no lock";
            return null;
        }

        if (Play(make, places, all, property, out whyNot) is { } schedule)
        {
            return schedule;
        }

        foreach (var drops in hasBoundaries && places.Count <= PlacesMax ? Mixtures(all) : [])
        {
            if (Play(make, places, drops, property, out _) is { } mixed)
            {
                whyNot = string.Empty;
                return mixed;
            }
        }

        return null;
    }

    /// <summary>Some of the places are drops, most of them first; not all, and not none.</summary>
    private static IEnumerable<bool[]> Mixtures(bool[] all) =>
        Enumerable.Range(1, (1 << all.Length) - 2)
            .Select(bits => all.Select((isDrop, at) => isDrop && (bits >> at & 1) != 0).ToArray())
            .Where(drops => drops.Contains(true) && !drops.SequenceEqual(all))
            .OrderByDescending(drops => drops.Count(isDrop => isDrop));

    private static ContendedSchedule? Play(
        Func<KernelModel> make,
        List<(int Records, int Sections)> places,
        bool[] drops,
        Property property,
        out string whyNot)
    {
        using var play = new SchedulePlay(make(), property);
        var initial = play.Run.Map;
        var turns = new List<WriterTurn>();

        // The first step is open(), behind which the reader owes what is mapped.
        play.Step(SchedulePlay.Reader);
        foreach (var ((records, sections), isDrop) in places.Zip(drops))
        {
            var before = play.Run.Map;
            if ((isDrop ? WhyNoDrop(play, records)
                    : play.ReadToBoundary(records) ? null
                    : $"the reader does not get to its record {records} without the writer") is { } why)
            {
                whyNot = why;
                return null;
            }

            for (var section = 0; section < sections; section++)
            {
                if (!play.Section())
                {
                    whyNot = "the writer does not get through its calls where the reader has let go of the mmap_lock";
                    return null;
                }
            }

            turns.Add(new WriterTurn(play.Run.Tap.Records.Count, before, play.Run.Map, isDrop));
        }

        play.RunOut();
        whyNot = play.IsBroken ? string.Empty
            : $"{property.Id} is kept where the writer comes in at a drop of the contended mmap_lock";
        return play.IsBroken ? new ContendedSchedule(initial, turns, [.. play.Run.Tap.Records]) : null;
    }

    /// <summary>Lets the writer wait when a record was just shown, and the reader let go of the lock for it.</summary>
    private static string? WhyNoDrop(SchedulePlay play, int records)
    {
        var run = play.Run;
        if (!play.Read(model => model.Tap.Records.Count >= records) || run.Tap.Records.Count > records)
        {
            return $"the reader does not come to stand behind its record {records} without the writer";
        }

        // Older revisions look at other things first.
        var calls = run.Tap.CallsEnded;
        bool GoesOn() => run.Tap.Records.Count > records || run.Tap.CallsEnded > calls;
        bool Asks() => run.ReaderIsAt.StartsWith(AsksForContention, StringComparison.Ordinal);
        if (!play.Read(_ => Asks() || GoesOn()) || GoesOn())
        {
            return $"the reader does not ask behind its record {records} whether the mmap_lock is contended";
        }

        if (play.Writer is not { } writer)
        {
            return "the writer has ended";
        }

        while (run.CanStep(writer))
        {
            play.Step(writer);
            if (run.WriteHolder is not null)
            {
                return "the writer does not wait for the reader";
            }
        }

        return !play.Read(model => model.CanStep(writer)) ? "the reader does not let the writer in"
            : GoesOn() ? $"the reader does not drop the mmap_lock behind its record {records}"
            : null;
    }
}
