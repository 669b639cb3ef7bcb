namespace LockCheck.Engine.Tests.Sampling;

/// <summary>
/// All complete schedules of a model without value choices, one by one: each is run from the start, and then the last
/// thread that had an alternative gives way to the next one. Nothing of the strategies is used.
/// </summary>
internal static class Interleavings
{
    public static IEnumerable<string> Of(Func<Model> make)
    {
        var model = LoadedModel.Load(make());
        var decided = new List<int>();
        do
        {
            var (taken, counts) = Run(model, decided);
            yield return string.Concat(taken);
            decided = [.. decided.Concat(Enumerable.Repeat(0, counts.Count - decided.Count))];
            while (decided.Count > 0 && decided[^1] + 1 == counts[decided.Count - 1])
            {
                decided.RemoveAt(decided.Count - 1);
            }

            if (decided.Count > 0)
            {
                decided[^1]++;
            }
        }
        while (decided.Count > 0);
    }

    private static (List<byte> Taken, List<int> Counts) Run(LoadedModel model, List<int> decided)
    {
        using var walk = new Walk(model);
        var (taken, counts) = (new List<byte>(), new List<int>());
        while (!walk.IsOver)
        {
            counts.Add(walk.EnabledCount);
            var thread = walk.Enabled(counts.Count <= decided.Count ? decided[counts.Count - 1] : 0);
            taken.Add(thread.Index);
            walk.Step(thread, _ => 0);
        }

        return (taken, counts);
    }
}
