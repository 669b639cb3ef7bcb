using System.Runtime.ExceptionServices;
using LockCheck.Coyote.Cases;
using LockCheck.Engine;
using Microsoft.Coyote.Specifications;

namespace LockCheck.Coyote.Hosts;

/// <summary>One run of a scenario that Coyote schedules, and reports to Coyote what its steps break.</summary>
/// <remarks>
/// Coyote ends a run that it gives up by interrupting the threads that are in it, wherever they are; nobody is left who
/// could free the state in order. The finalizer does.
/// </remarks>
internal sealed class ModelRun
{
    private readonly CheckedScenario _scenario;
    private readonly Walk _walk;
    private ExceptionDispatchInfo? _cut;

    private ModelRun(CheckedScenario scenario, Walk walk) => (_scenario, _walk) = (scenario, walk);

#pragma warning disable MA0055 // Finalizers are for memory that nobody is left to free, which this is.
    /// <summary>Frees the state.</summary>
    ~ModelRun() => _walk.Dispose();
#pragma warning restore MA0055

    /// <summary>Gets how many threads the model has.</summary>
    public int ThreadCount => _walk.View.ThreadCount;

    /// <summary>Gets whether there is no further step.</summary>
    public bool IsOver => _walk.IsOver;

    /// <summary>Starts a run. What fails here leaves nothing behind that would be finalized.</summary>
    public static ModelRun Of(CheckedScenario scenario) => new(scenario, scenario.NewWalk());

    /// <summary>Whether a thread can make a step now.</summary>
    public bool IsEnabled(ThreadId thread) => !_walk.IsOver && _walk.View.IsEnabled(thread);

    /// <summary>Makes a step of any thread; which one is a decision too.</summary>
    /// <param name="decide">Takes the decisions.</param>
    public void Step(Func<int, int> decide) => Report(Decisions.Step(_walk, Guarded(decide)));

    /// <summary>Makes a step of a thread.</summary>
    /// <param name="thread">The thread; it must be enabled.</param>
    /// <param name="choose">Takes the value choices.</param>
    public void Step(ThreadId thread, Func<int, int> choose) => Report(_walk.Step(thread, Guarded(choose)));

    /// <summary>
    /// Coyote ends a run with an exception where a value is asked for. Modelled code must not see it: the engine takes
    /// what a routine throws for the model's own mistake.
    /// </summary>
    private Func<int, int> Guarded(Func<int, int> choose) => count =>
    {
        try
        {
            return _cut is null ? choose(count) : 0;
        }
        catch (Exception exception)
        {
            _cut = ExceptionDispatchInfo.Capture(exception);
            return 0;
        }
    };

    /// <summary>Before Coyote can find a deadlock of its own, the model's is reported.</summary>
    private void Report(IReadOnlyList<Property> broken)
    {
        _cut?.Throw();
        if (!_scenario.IsFailed(_walk, broken, out var failure))
        {
            GC.KeepAlive(this);
        }
        else if (failure.Property is null)
        {
            Specification.Assert(false, "{0}", failure.Text);
        }
        else
        {
            Specification.Monitor<PropertyMonitor>(new PropertyMonitor.Broken(failure.Text));
        }
    }
}
