using LockCheck.Engine;
using LockCheck.Kernel;

namespace LockCheck.Conformance.OnKernel;

/// <summary>
/// A schedule in which the writer works where the reader drops the mmap_lock inside a read(), because the writer waits
/// for it: behind a record, where tracepoints can put it. It is made from a schedule of a search: each write critical
/// section is moved into the drop behind the last record before it. With one record a page, some may stay between two
/// read() calls. Whether that still breaks the same property, the model says.
/// </summary>
internal static class ContendedSchedule
{
    /// <summary>With more places, only the schedule with a drop at each is tried.</summary>
    private const int PlacesMax = 5;

    private const string Where = "comes in at a drop of the contended mmap_lock";

    /// <summary>Makes the schedule.</summary>
    /// <param name="make">Makes a model of the scenario, with its monitors.</param>
    /// <param name="path">The steps of the search's schedule.</param>
    /// <param name="property">What it breaks.</param>
    /// <param name="whyNot">Why there is none.</param>
    /// <returns>The schedule, or null.</returns>
    public static PlacedSchedule? Of(
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
        var places = SchedulePlay.PlacesOf(sections);
        var hasBoundaries = settings.RecordsPerPage == new RecordsPerPage(1);
        var all = Enumerable.Range(0, places.Count).Select(at => places[at].Records > 0).ToArray();
        if (!all.Contains(true))
        {
            whyNot = "the writer works before the first record, where the reader drops no lock";
            return null;
        }

        if (PlacedSchedule.Play(make, places, all, property, Where, out whyNot) is { } schedule)
        {
            return schedule;
        }

        foreach (var drops in hasBoundaries && places.Count <= PlacesMax ? Mixtures(all) : [])
        {
            if (PlacedSchedule.Play(make, places, drops, property, Where, out _) is { } mixed)
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
}
