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
        Func<KernelModel> make, IReadOnlyList<PathStep> path, Property property, out string whyNot) =>
        SchedulePlay.SectionsOf(make, path, out whyNot) is { } sections
            ? Play(make, sections, property, out whyNot)
            : null;

    private static BoundarySchedule? Play(
        Func<KernelModel> make, List<int> sections, Property property, out string whyNot)
    {
        using var play = new SchedulePlay(make(), property);
        var run = play.Run;
        var initial = run.Map;
        var turns = new List<WriterTurn>();

        // The first step is open(), behind which the reader owes what is mapped.
        play.Step(SchedulePlay.Reader);
        foreach (var records in sections)
        {
            if (!play.ReadToBoundary(records))
            {
                whyNot = $"the reader does not get to its record {records} without the writer";
                return null;
            }

            var before = run.Map;
            if (!play.Section())
            {
                whyNot = "the writer does not get through its calls while the reader is in user space";
                return null;
            }

            turns.Add(new WriterTurn(run.Tap.Records.Count, before, run.Map));
        }

        play.RunOut();
        whyNot = play.IsBroken ? string.Empty
            : $"{property.Id} is kept where the writer works only between two read() calls: it has to come inside one";
        return play.IsBroken ? new BoundarySchedule(initial, Joined(turns), [.. run.Tap.Records]) : null;
    }

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
