using LockCheck.Coyote.Cases;
using LockCheck.Engine;
using Microsoft.Coyote.Actors;
using Microsoft.Coyote.Runtime;
using Microsoft.Coyote.Specifications;

namespace LockCheck.Coyote.Hosts;

/// <summary>
/// Runs a scenario with an actor for each thread of the model, so that Coyote's strategies schedule the threads.
/// </summary>
/// <remarks>
/// The test itself is operation 0, and takes the scenario if there are several; the actor of thread slot s is operation
/// s + 1. In a trace the first <c>next(b)</c> starts operation b, and <c>int(n)</c> is a value choice of the step.
/// Every later <c>next(b)</c> is a step of thread b - 1 if that is enabled in the model, its end if the run is over,
/// and nothing otherwise (<see cref="ThreadActor"/> says when).
/// </remarks>
internal static class ActorHost
{
    /// <summary>Starts one run; it goes on when this returns.</summary>
    /// <param name="runtime">Where the actors live.</param>
    /// <param name="test">What to run.</param>
    public static void Run(IActorRuntime runtime, TestCase test)
    {
        Specification.RegisterMonitor<PropertyMonitor>();
        var run = ModelRun.Of(test.Pick(runtime.RandomInteger));
        SchedulingPoint.Suppress();
        for (var slot = 0; slot < run.ThreadCount; slot++)
        {
            runtime.CreateActor(typeof(ThreadActor), new ThreadActor.Begin(run, ThreadId.Of(slot)));
        }

        SchedulingPoint.Resume();
    }
}
