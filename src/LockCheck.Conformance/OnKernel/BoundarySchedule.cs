using LockCheck.Engine;
using LockCheck.Kernel;

namespace LockCheck.Conformance.OnKernel;

/// <summary>
/// A schedule in which the writer works only between two read() calls of the reader, where user space can put it. It is
/// made from a schedule of a search: each write critical section is moved to the end of the read() that showed the last
/// record before it. Whether that still breaks the same property, the model says.
/// </summary>
internal static class BoundarySchedule
{
    private const string Where = "works only between two read() calls: it has to come inside one";

    /// <summary>Makes the schedule.</summary>
    /// <param name="make">Makes a model of the scenario, with its monitors.</param>
    /// <param name="path">The steps of the search's schedule.</param>
    /// <param name="property">What it breaks.</param>
    /// <param name="whyNot">Why there is none.</param>
    /// <returns>The schedule, or null.</returns>
    public static PlacedSchedule? Of(
        Func<KernelModel> make, IReadOnlyList<PathStep> path, Property property, out string whyNot)
    {
        if (SchedulePlay.SectionsOf(make, path, out whyNot) is not { } sections)
        {
            return null;
        }

        var places = SchedulePlay.PlacesOf(sections);
        return PlacedSchedule.Play(make, places, new bool[places.Count], property, Where, out whyNot);
    }
}
