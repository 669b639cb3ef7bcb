using System.Reflection;
using LockCheck.Coyote.Tests;
using Microsoft.Coyote;
using Microsoft.Coyote.Actors;
using Microsoft.Coyote.Runtime;
using Microsoft.Coyote.SystematicTesting;

namespace LockCheck.Coyote;

/// <summary>Runs tests as <c>coyote test</c> and <c>coyote replay</c> do, with Coyote or with its stand-in.</summary>
internal static class CoyoteRuns
{
    /// <summary>Gets the methods that Coyote finds.</summary>
    public static IReadOnlyList<MethodInfo> TestMethods { get; } =
    [
        .. new[] { typeof(OracleTests), typeof(ActorTests) }
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(method => method.IsDefined(typeof(TestAttribute))),
    ];

    /// <summary>Runs a test under a strategy, from a fixed seed.</summary>
    /// <param name="test">The name of the test.</param>
    /// <param name="strategy">random, prioritization or delay-bounding.</param>
    /// <param name="iterations">How many runs are made at most.</param>
    public static CoyoteResult Test(string test, string strategy, uint iterations) => Run(test, Quiet(strategy switch
    {
        "prioritization" => Configuration.Create().WithPrioritizationStrategy(),
        "delay-bounding" => Configuration.Create().WithDelayBoundingStrategy(),
        _ => Configuration.Create().WithRandomStrategy(),
    }).WithTestingIterations(iterations));

    /// <summary>Replays a trace.</summary>
    public static CoyoteResult Replay(string test, string trace) =>
        Run(test, Quiet(Configuration.Create().WithReproducibleTrace(trace)));

    private static Configuration Quiet(Configuration configuration) => configuration
        .WithRandomGeneratorSeed(1)
        .WithDeadlockTimeout(60_000)
        .WithTelemetryEnabled(false);

    private static CoyoteResult Run(string test, Configuration configuration)
    {
        var method = TestMethods.Single(method => method.Name == test);
        using var engine = method.DeclaringType == typeof(OracleTests)
            ? TestingEngine.Create(configuration, method.CreateDelegate<Action<ICoyoteRuntime>>())
            : TestingEngine.Create(configuration, method.CreateDelegate<Action<IActorRuntime>>());
        engine.Run();
        var report = engine.TestReport;
        return new CoyoteResult(
            report.BugReports.SingleOrDefault(),
            report.NumOfExploredFairPaths + report.NumOfExploredUnfairPaths,
            engine.ReproducibleTrace);
    }
}

/// <summary>What Coyote says.</summary>
/// <param name="Bug">The bug; null if there was none.</param>
/// <param name="Runs">How many runs were made.</param>
/// <param name="Trace">The trace of the bug.</param>
internal sealed record CoyoteResult(string? Bug, int Runs, string Trace);
