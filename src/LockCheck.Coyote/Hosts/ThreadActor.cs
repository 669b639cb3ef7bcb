using LockCheck.Engine;
using Microsoft.Coyote.Actors;
using Operation = Microsoft.Coyote.Runtime.Operation;

namespace LockCheck.Coyote.Hosts;

/// <summary>
/// A thread of the model as an actor. It has one handler, which is synchronous, and pauses before each of its steps.
/// </summary>
/// <remarks>
/// Coyote asks an actor that pauses whether it can go on until it once says yes, and counts it as able from there on,
/// whatever other actors do before its turn. So its turn may come when the model's thread is blocked again. It pauses
/// once more then: a decision of Coyote's that is no step.
/// </remarks>
internal sealed class ThreadActor : Actor
{
    /// <inheritdoc/>
    protected override Task OnInitializeAsync(Event initialEvent)
    {
        var (run, thread) = (Begin)initialEvent;
        for (PauseBefore(run, thread); !run.IsOver; PauseBefore(run, thread))
        {
            run.Step(thread, RandomInteger);
        }

        return Task.CompletedTask;
    }

    /// <summary>
    /// Waits until the thread is enabled, or the run is over. The first answer is no: without it, an actor whose thread
    /// is enabled would not pause at all, and its steps would be no decisions.
    /// </summary>
    private static void PauseBefore(ModelRun run, ThreadId thread)
    {
        var isAskedAgain = false;
        Operation.PauseUntil(() =>
        {
            if (isAskedAgain)
            {
                return run.IsOver || run.IsEnabled(thread);
            }

            isAskedAgain = true;
            return false;
        });
    }

    /// <summary>Which thread of which run the actor is.</summary>
    internal sealed class Begin(ModelRun run, ThreadId thread) : Event
    {
        /// <summary>Gives both.</summary>
        public void Deconstruct(out ModelRun ofRun, out ThreadId theThread) => (ofRun, theThread) = (run, thread);
    }
}
