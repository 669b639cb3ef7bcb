using LockCheck.Coyote.StandIn.Scheduling;
using Microsoft.Coyote.Actors;
using Microsoft.Coyote.Runtime;

namespace Microsoft.Coyote.SystematicTesting;

/// <summary>Stand-in. Runs a test until a bug is found, or often enough.</summary>
public sealed class TestingEngine : IDisposable
{
    private readonly Configuration _configuration;
    private readonly Action<IActorRuntime> _test;

    private TestingEngine(Configuration configuration, Action<IActorRuntime> test) =>
        (_configuration, _test) = (configuration, test);

    /// <summary>Gets what was found.</summary>
    public TestReport TestReport { get; set; } = new();

    /// <summary>Gets the trace of the bug; empty if there was none.</summary>
    public string ReproducibleTrace { get; private set; } = string.Empty;

    /// <summary>Makes an engine for a test without actors.</summary>
    /// <param name="configuration">How to run it.</param>
    /// <param name="test">The test.</param>
    /// <returns>The engine.</returns>
    public static TestingEngine Create(Configuration configuration, Action<ICoyoteRuntime> test) =>
        new(configuration, test);

    /// <summary>Makes an engine for a test with actors.</summary>
    /// <param name="configuration">How to run it.</param>
    /// <param name="test">The test.</param>
    /// <returns>The engine.</returns>
    public static TestingEngine Create(Configuration configuration, Action<IActorRuntime> test) =>
        new(configuration, test);

    /// <summary>Runs the test.</summary>
    public void Run()
    {
        var replayed = TraceText.StepsOf(_configuration.Trace);
        for (var i = 0u; i < _configuration.Iterations && TestReport.NumOfFoundBugs == 0; i++)
        {
            _configuration.Strategy.Begin(new Random((int)(_configuration.Seed + i)));
            using var run = new ControlledRun(new Decider(_configuration.Strategy, _configuration.StepsMax, replayed));
            run.Execute(_test);
            TestReport.NumOfExploredFairPaths += _configuration.Strategy.IsFair ? 1 : 0;
            TestReport.NumOfExploredUnfairPaths += _configuration.Strategy.IsFair ? 0 : 1;
            if (run.Bug is { } bug)
            {
                TestReport.NumOfFoundBugs++;
                TestReport.BugReports.Add(bug);
                ReproducibleTrace = replayed.Count > 0 ? string.Empty : TraceText.Of(run.Steps, _configuration);
            }

            if (replayed.Count > 0)
            {
                break;
            }
        }
    }

    /// <summary>Does nothing.</summary>
    public void Dispose()
    {
    }
}
