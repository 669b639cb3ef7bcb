using LockCheck.Coyote.Cases;
using Microsoft.Coyote.Runtime;
using Microsoft.Coyote.Specifications;

namespace LockCheck.Coyote.Hosts;

/// <summary>
/// Runs a scenario as one operation of Coyote's, which is asked for numbers. Its trace is two scheduling points and
/// then, number by number, which scenario (if there are several) and <see cref="Engine.Decisions"/>.
/// </summary>
internal static class OracleHost
{
    /// <summary>Makes one run.</summary>
    /// <param name="runtime">Whom to ask.</param>
    /// <param name="test">What to run.</param>
    public static void Run(ICoyoteRuntime runtime, TestCase test)
    {
        // Coyote's depth-first strategy ends after one run of a test that has no scheduling point.
        SchedulingPoint.Interleave();
        SchedulingPoint.Interleave();
        Specification.RegisterMonitor<PropertyMonitor>();
        var run = ModelRun.Of(test.Pick(runtime.RandomInteger));
        while (!run.IsOver)
        {
            run.Step(runtime.RandomInteger);
        }
    }
}
