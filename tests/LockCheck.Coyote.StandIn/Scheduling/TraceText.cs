using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Coyote;

namespace LockCheck.Coyote.StandIn.Scheduling;

/// <summary>Traces as JSON, in the format of Coyote 1.7.11.</summary>
internal static class TraceText
{
    private static readonly JsonSerializerOptions Readable =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a trace. Coyote leaves the name of the test empty too, when it is given a delegate.</summary>
    public static string Of(IReadOnlyList<string> steps, Configuration configuration) => JsonSerializer.Serialize(
        new
        {
            TestName = string.Empty,
            CoyoteVersion = "1.7.11.0",
            Settings = new
            {
                Strategy = configuration.Strategy.Name,
                StrategyBound = configuration.Strategy.Bound,
                configuration.Seed,
                MaxFairSchedulingSteps = 10 * configuration.StepsMax,
                MaxUnfairSchedulingSteps = configuration.StepsMax,
                TimeoutDelay = 10,
                configuration.DeadlockTimeout,
                PortfolioMode = "none",
            },
            Steps = steps,
        },
        Readable);

    /// <summary>Reads the steps of a trace; none of an empty one.</summary>
    public static IReadOnlyList<string> StepsOf(string trace)
    {
        if (trace.Length == 0)
        {
            return [];
        }

        using var json = JsonDocument.Parse(trace);
        return [.. json.RootElement.GetProperty("Steps").EnumerateArray().Select(step => step.GetString()!)];
    }
}
