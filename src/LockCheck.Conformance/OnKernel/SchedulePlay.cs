using LockCheck.Conformance.Model;
using LockCheck.Engine;
using LockCheck.Kernel;

namespace LockCheck.Conformance.OnKernel;

/// <summary>A run of a model in which the writer's critical sections are put where they are wanted.</summary>
/// <param name="model">The model, with its monitors.</param>
/// <param name="property">What is to be broken.</param>
internal sealed class SchedulePlay(KernelModel model, Property property) : IDisposable
{
    /// <summary>The slot of the reader, the first thread.</summary>
    public const int Reader = 0;

    /// <summary>Gets the run.</summary>
    public TappedRun Run { get; } = new(model);

    /// <summary>Gets whether the property was broken.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Gets the first writer that can make a step, or nothing.</summary>
    public int? Writer => Enumerable.Range(Reader + 1, Run.Threads - 1)
        .Where(Run.CanStep)
        .Select(slot => (int?)slot)
        .FirstOrDefault();

    /// <summary>How many records were shown when each write critical section began.</summary>
    /// <param name="make">Makes a model of the scenario, with its monitors.</param>
    /// <param name="path">The steps of the search's schedule.</param>
    /// <param name="whyNot">Why nobody can put them elsewhere.</param>
    /// <returns>A number for each section, or null.</returns>
    public static List<int>? SectionsOf(Func<KernelModel> make, IReadOnlyList<PathStep> path, out string whyNot)
    {
        if (path.Any(step => step.Choice != 0))
        {
            whyNot = "it takes a choice that nobody outside the kernel can make";
            return null;
        }

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

        whyNot = string.Empty;
        return sections;
    }

    /// <summary>Sections behind the same record are at one place.</summary>
    public static IReadOnlyList<(int Records, int Sections)> PlacesOf(IEnumerable<int> sections) =>
        [.. sections.GroupBy(records => records).Select(same => (same.Key, same.Count()))];

    /// <summary>Lets a thread make a step.</summary>
    public void Step(int slot) => IsBroken |= Run.Step(slot).Any(one => one.Id == property.Id);

    /// <summary>Lets the reader go on until it is far enough.</summary>
    /// <returns>Whether it got there; false where it ended or is blocked before.</returns>
    public bool Read(Func<TappedRun, bool> isThere)
    {
        while (!isThere(Run))
        {
            if (!Run.CanStep(Reader))
            {
                return false;
            }

            Step(Reader);
        }

        return true;
    }

    /// <summary>Lets the reader show so many records, and end the read() of the last one.</summary>
    public bool ReadToBoundary(int records) =>
        Read(run => run.Tap.Records.Count >= records && run.Tap.CallsEnded >= run.Tap.Records.Count);

    /// <summary>Lets the writers go to the end of the next write critical section.</summary>
    public bool Section()
    {
        var wasHeld = false;
        while (Writer is { } writer)
        {
            // Who holds the lock goes on.
            Step(Run.WriteHolder is { } holder && Run.CanStep(holder) ? holder : writer);
            if (wasHeld && Run.WriteHolder is null)
            {
                return true;
            }

            wasHeld |= Run.WriteHolder is not null;
        }

        return false;
    }

    /// <summary>Lets everybody go to the end.</summary>
    public void RunOut()
    {
        while (Enumerable.Range(Reader, Run.Threads).FirstOrDefault(Run.CanStep, -1) is var slot and >= 0)
        {
            Step(slot);
        }
    }

    /// <summary>Ends the run.</summary>
    public void Dispose() => Run.Dispose();
}
