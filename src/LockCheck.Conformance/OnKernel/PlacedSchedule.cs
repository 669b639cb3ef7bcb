using LockCheck.Conformance.Model;
using LockCheck.Engine;
using LockCheck.Kernel;

namespace LockCheck.Conformance.OnKernel;

/// <summary>A schedule whose writer works at places where somebody outside the kernel can put it.</summary>
/// <param name="Initial">The map at the beginning.</param>
/// <param name="Turns">What the writer does, when and where.</param>
/// <param name="Records">All records of the reader.</param>
internal sealed record PlacedSchedule(
    IReadOnlyList<MapRecord> Initial, IReadOnlyList<WriterTurn> Turns, IReadOnlyList<MapRecord> Records)
{
    private const string AsksForContention = "mmap_lock_is_contended";

    /// <summary>Plays the model with the writer at given places.</summary>
    /// <param name="make">Makes a model of the scenario, with its monitors.</param>
    /// <param name="places">
    /// Behind which records the writer works, with how many write critical sections; ascending.
    /// </param>
    /// <param name="drops">
    /// For each place, whether it is a drop of the contended mmap_lock inside a read(), and not between two.
    /// </param>
    /// <param name="property">What is to be broken.</param>
    /// <param name="where">Where the writer works then, for the reason.</param>
    /// <param name="whyNot">Why the writer does not get there, or that the property is kept.</param>
    /// <returns>The schedule, if it breaks the property.</returns>
    public static PlacedSchedule? Play(
        Func<KernelModel> make,
        IReadOnlyList<(int Records, int Sections)> places,
        IReadOnlyList<bool> drops,
        Property property,
        string where,
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
                    whyNot = isDrop
                        ? "the writer does not get through its calls where the reader has let go of the mmap_lock"
                        : "the writer does not get through its calls while the reader is in user space";
                    return null;
                }
            }

            turns.Add(new WriterTurn(play.Run.Tap.Records.Count, before, play.Run.Map, isDrop));
        }

        play.RunOut();
        whyNot = play.IsBroken ? string.Empty : $"{property.Id} is kept where the writer {where}";
        return play.IsBroken ? new PlacedSchedule(initial, turns, [.. play.Run.Tap.Records]) : null;
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
