namespace LockCheck.Engine;

/// <summary>
/// A run as a list of numbers, in the order in which a host is asked for them: at each step first which of the enabled
/// threads goes on, counted in the order of the threads, then the value of each choice of the step. Where there is one
/// thread or one value only, nothing is asked.
/// </summary>
public static class Decisions
{
    /// <summary>Makes the next step of a walk that is not over.</summary>
    /// <param name="walk">The walk.</param>
    /// <param name="decide">Given how many possibilities there are, at least two, says which: a number below.</param>
    /// <returns>What the step broke.</returns>
    public static IReadOnlyList<Property> Step(Walk walk, Func<int, int> decide)
    {
        ArgumentNullException.ThrowIfNull(walk);
        ArgumentNullException.ThrowIfNull(decide);
        var count = walk.EnabledCount;
        return walk.Step(walk.Enabled(count == 1 ? 0 : decide(count)), decide);
    }

    /// <summary>Says which numbers lead along a path.</summary>
    /// <param name="model">The loaded model.</param>
    /// <param name="path">The path, from the initial state.</param>
    /// <returns>The numbers, for <see cref="Step"/> after <see cref="Step"/>.</returns>
    public static IReadOnlyList<int> Of(LoadedModel model, IReadOnlyList<PathStep> path)
    {
        ArgumentNullException.ThrowIfNull(path);
        using var walk = new Walk(model);
        var numbers = new List<int>();
        foreach (var step in path)
        {
            if (walk.EnabledCount > 1)
            {
                numbers.Add(IndexOf(walk, step.Slot));
            }

            int rest = step.Choice;
            walk.Step(ThreadId.Of(step.Slot), count =>
            {
                numbers.Add(rest % count);
                rest /= count;
                return numbers[^1];
            });
        }

        return numbers;
    }

    private static int IndexOf(Walk walk, int slot)
    {
        for (var index = 0; index < walk.EnabledCount; index++)
        {
            if (walk.Enabled(index).Index == slot)
            {
                return index;
            }
        }

        throw new InvalidOperationException($"The path leads over a step of thread {slot} that is not enabled.");
    }
}
