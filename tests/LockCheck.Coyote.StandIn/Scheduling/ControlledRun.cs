using System.Globalization;
using Microsoft.Coyote.Actors;
using Monitor = Microsoft.Coyote.Specifications.Monitor;

namespace LockCheck.Coyote.StandIn.Scheduling;

/// <summary>
/// One run of a test. Of its operations one runs at a time; at its scheduling points another one gets the turn. A run
/// that ends early ends its operations with the exception that Coyote ends them with.
/// </summary>
internal sealed class ControlledRun(Decider decider) : IActorRuntime
{
    [ThreadStatic]
    private static ControlledRun? t_current;

    private readonly List<ControlledOperation> _operations = [];
    private readonly List<Monitor> _monitors = [];
    private ControlledOperation? _scheduled;
    private volatile bool _isEnded;

    /// <summary>Gets the run that the calling thread belongs to.</summary>
    public static ControlledRun Current =>
        t_current ?? throw new InvalidOperationException("The calling thread belongs to no run of a test.");

    /// <summary>Gets the bug that ended the run; null if none did.</summary>
    public string? Bug { get; private set; }

    /// <summary>Gets or sets how often the scheduling points of creations are suppressed.</summary>
    public int Suppressed { get; set; }

    /// <summary>Gets the decisions that were made.</summary>
    public IReadOnlyList<string> Steps => decider.Steps;

    /// <summary>Makes the run; returns when all its threads have ended.</summary>
    public void Execute(Action<IActorRuntime> test)
    {
        _scheduled = Create(() =>
        {
            test(this);
            PauseUntil(() => _operations.TrueForAll(operation => operation.Id == 0 || operation.IsCompleted));
            End(bug: null);
        });
        _scheduled.Signal();
        for (var i = 0; i < _operations.Count; i++)
        {
            _operations[i].Thread!.Join();
        }
    }

    public ActorId CreateActor(Type type, Event? initialEvent = null, EventGroup? eventGroup = null)
    {
        Schedule("Create", isSuppressible: true);
        var actor = (Actor)Activator.CreateInstance(type, nonPublic: true)!;
        Create(() => actor.Start(initialEvent));
        Schedule("Create", isSuppressible: true);
        return new ActorId();
    }

    public int RandomInteger(int maxValue)
    {
        var value = 0;
        Decide(() => value = decider.Integer(_scheduled!, maxValue));
        return value;
    }

    /// <summary>Makes a monitor, once.</summary>
    public void Register(Type type)
    {
        if (MonitorOf(type) is null)
        {
            _monitors.Add((Monitor)Activator.CreateInstance(type, nonPublic: true)!);
        }
    }

    /// <summary>Finds a monitor.</summary>
    public Monitor? MonitorOf(Type type) => _monitors.Find(monitor => monitor.GetType() == type);

    /// <summary>Ends the run with a bug if something does not hold.</summary>
    public void Assert(bool predicate, string text, object argument)
    {
        if (!predicate)
        {
            Interrupt(string.Format(CultureInfo.InvariantCulture, text, argument));
        }
    }

    /// <summary>Pauses the operation that has the turn until something holds.</summary>
    public void PauseUntil(Func<bool> condition)
    {
        while (!condition())
        {
            _scheduled!.Pause(condition);
            Schedule("Pause");
        }
    }

    /// <summary>Lets the strategy decide which operation has the turn next.</summary>
    public void Schedule(string point, bool isSuppressible = false)
    {
        var current = _scheduled!;
        if (isSuppressible && Suppressed > 0 && current.IsEnabled)
        {
            return;
        }

        _operations.ForEach(operation => operation.TryEnable());
        var enabled = _operations.FindAll(operation => operation.IsEnabled);
        if (enabled.Count == 0)
        {
            Interrupt("Deadlock detected.");
        }

        Decide(() => _scheduled = decider.Next(enabled, current, point));
        if (_scheduled == current)
        {
            return;
        }

        _scheduled!.Signal();
        if (!current.IsCompleted)
        {
            AwaitTurn(current);
        }
    }

    public void Dispose() => _operations.ForEach(operation => operation.Dispose());

    private ControlledOperation Create(Action body)
    {
        var operation = new ControlledOperation(_operations.Count);
        operation.Thread = new Thread(() => RunOn(operation, body)) { IsBackground = true };
        _operations.Add(operation);
        operation.Thread.Start();
        return operation;
    }

    private void RunOn(ControlledOperation operation, Action body)
    {
        t_current = this;
        try
        {
            AwaitTurn(operation);
            body();
            operation.IsCompleted = true;
            if (!_isEnded)
            {
                Schedule("Complete");
            }
        }
        catch (ThreadInterruptedException)
        {
            // The run has ended.
        }
        catch (Exception exception)
        {
            End($"Unhandled exception. {exception}");
        }
    }

    private void AwaitTurn(ControlledOperation operation)
    {
        operation.Await();
        if (_isEnded)
        {
            throw new ThreadInterruptedException();
        }
    }

    /// <summary>A trace that does not fit, or too many decisions, end the run, and that is no bug.</summary>
    private void Decide(Action decision)
    {
        try
        {
            decision();
        }
        catch (CutException)
        {
            Interrupt(bug: null);
        }
    }

    private void Interrupt(string? bug)
    {
        End(bug);
        throw new ThreadInterruptedException();
    }

    private void End(string? bug)
    {
        if (!_isEnded)
        {
            Bug = bug;
            _isEnded = true;
            _operations.ForEach(operation => operation.Signal());
        }
    }
}
