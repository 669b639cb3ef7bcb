using LockCheck.Engine;
using LockCheck.Reporting.Coyote;

namespace LockCheck.Cli.Tests.Coyote;

/// <summary>Traces as Coyote would have written them, put together without its help.</summary>
internal static class HandMade
{
    /// <summary>What stands above the steps of a trace.</summary>
    private const string Head = """
        {
          "TestName": "NAME",
          "CoyoteVersion": "1.7.11.0",
          "Settings": {
            "Strategy": "random",
            "StrategyBound": 0,
            "Seed": 7,
            "MaxFairSchedulingSteps": 100000,
            "MaxUnfairSchedulingSteps": 10000,
            "TimeoutDelay": 10,
            "DeadlockTimeout": 1000,
            "PortfolioMode": "none",
            "IsLivenessCheckingEnabled": true,
            "LivenessTemperatureThreshold": 50000,
            "IsCollectionAccessRaceCheckingEnabled": true,
            "IsLockAccessRaceCheckingEnabled": true,
            "IsAtomicOperationRaceCheckingEnabled": true,
            "IsVolatileOperationRaceCheckingEnabled": true,
            "IsMemoryAccessRaceCheckingEnabled": false,
            "IsControlFlowRaceCheckingEnabled": false,
            "IsPartiallyControlledConcurrencyAllowed": true,
            "IsPartiallyControlledDataNondeterminismAllowed": true,
            "UncontrolledConcurrencyResolutionAttempts": 10,
            "UncontrolledConcurrencyResolutionDelay": 1000
          },
          "Steps": [

        """;

    /// <summary>The two steps with which the trace of an oracle test begins.</summary>
    public static IReadOnlyList<string> Prologue { get; } =
        ["op(0:9),sp(Interleave),next(0:9)", "op(0:9),sp(Interleave),next(0:9)"];

    /// <summary>The text of a trace.</summary>
    public static string Text(string testName, IEnumerable<string> steps) =>
        Head.Replace("NAME", testName, StringComparison.Ordinal)
        + string.Join(",\n", steps.Select(step => $"    \"{step}\"")) + "\n  ]\n}";

    /// <summary>The steps of an oracle test: a scenario if there are several, then the numbers.</summary>
    public static IEnumerable<string> Oracle(LoadedModel model, IReadOnlyList<PathStep> path, int? scenario = null) =>
    [
        .. Prologue,
        .. scenario is { } index ? [$"op(0:9),int({index})"] : Array.Empty<string>(),
        .. Decisions.Of(model, path).Select(number => $"op(0:9),int({number})"),
    ];

    /// <summary>
    /// The steps of an actors test: each operation begins, and then makes its steps. There may be so many turns of each
    /// operation that could go on once, at a decision since it paused, and is blocked.
    /// </summary>
    public static IEnumerable<string> Actors(
        LoadedModel model, IReadOnlyList<PathStep> path, int? scenario = null, int lateTurns = 0)
    {
        var steps = new List<string>();
        if (scenario is { } index)
        {
            steps.Add($"op(0:9),int({index})");
        }

        using var walk = new Walk(model);
        var begun = new List<int>();
        var able = new List<int>();
        var running = 0;
        foreach (var step in path)
        {
            var next = step.Slot + 1;
            if (!begun.Contains(next))
            {
                GoOn(next);
                begun.Add(next);
            }

            foreach (var late in able.Where(late => !IsEnabled(late)).SelectMany(
                late => Enumerable.Repeat(late, lateTurns)).ToList())
            {
                GoOn(late);
            }

            GoOn(next);
            int rest = step.Choice;
            walk.Step(ThreadId.Of(step.Slot), count =>
            {
                steps.Add($"op({running}:9),int({rest % count})");
                var value = rest % count;
                rest /= count;
                return value;
            });
        }

        return steps;

        void GoOn(int next)
        {
            able.AddRange(begun.Where(waiting => !able.Contains(waiting) && IsEnabled(waiting)));
            able.Remove(next);
            steps.Add($"op({running}:9),sp(Pause),next({next}:9)");
            running = next;
        }

        bool IsEnabled(int operation) => walk.View.IsEnabled(ThreadId.Of(operation - 1));
    }

    /// <summary>A trace, as the reader makes it of its text.</summary>
    public static CoyoteTrace Read(string text) =>
        CoyoteTrace.Parse(System.Text.Encoding.UTF8.GetBytes(text), "x.trace");
}
