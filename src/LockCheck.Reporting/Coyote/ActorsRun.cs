using System.Globalization;
using LockCheck.Engine;

namespace LockCheck.Reporting.Coyote;

/// <summary>
/// A trace of a test in which each thread is an operation of its own: the one of slot s has the id s + 1, and the main
/// one, which makes no steps, has 0. A thread pauses before each of its steps; when its operation goes on from there,
/// it makes the step, or ends when the run is over. All else that operations do is Coyote's own business.
/// <para>
/// Coyote asks an operation that pauses, before each of its decisions, until it once can go on, and counts it as able
/// from there on. Its turn may come when the thread is blocked again: then it pauses once more, and makes no step.
/// </para>
/// </summary>
internal sealed class ActorsRun : TracedRun
{
    private const string Pause = "Pause";
    private const string Complete = "Complete";

    private readonly Stand[] _stands;
    private int _running;

    public ActorsRun(CoyoteTrace trace, Walk walk)
        : base(trace, walk) => _stands = new Stand[1 + Walk.View.ThreadCount];

    /// <summary>Where an operation stands that does not run.</summary>
    private enum Stand
    {
        /// <summary>Before its begin, or at a point that is none of ours.</summary>
        Elsewhere,

        /// <summary>Before a step that it could not make yet.</summary>
        Waiting,

        /// <summary>Before a step that it could make at a decision of Coyote's.</summary>
        Able,

        /// <summary>It has ended.</summary>
        Ended,
    }

    /// <inheritdoc/>
    protected override void Follow()
    {
        while (At < Trace.Steps.Count)
        {
            if (Trace.Steps[At] is not SchedulingStep step)
            {
                throw TraceMistakes.Diverged(Trace, At, "`op(...),sp(...),next(...)`: nothing asks for a number here");
            }

            if (step.Operation != (ulong)_running)
            {
                throw TraceMistakes.Foreign(
                    Trace, At, string.Create(CultureInfo.InvariantCulture, $"a step of {_running}, which runs"));
            }

            if (step.Next >= (ulong)_stands.Length)
            {
                throw TraceMistakes.Diverged(Trace, At, string.Create(
                    CultureInfo.InvariantCulture,
                    $"next(N:...) with N below {_stands.Length}: the scenario has {_stands.Length - 1} threads"));
            }

            _stands[_running] = step.Point switch
            {
                Pause when _running > 0 => Stand.Waiting,
                Complete => Stand.Ended,
                _ => Stand.Elsewhere,
            };
            Ask();
            GoOn((int)step.Next);
        }

        DecidedAt = Length;
    }

    private void Ask()
    {
        for (var operation = 1; operation < _stands.Length; operation++)
        {
            if (_stands[operation] == Stand.Waiting
                && (Walk.IsOver || Walk.View.IsEnabled(ThreadId.Of(operation - 1))))
            {
                _stands[operation] = Stand.Able;
            }
        }
    }

    private void GoOn(int next)
    {
        _running = next;
        if (_stands[next] == Stand.Ended)
        {
            throw TraceMistakes.Foreign(Trace, At, "another operation: this one has ended");
        }

        var thread = ThreadId.Of(Math.Max(next - 1, 0));
        if (_stands[next] == Stand.Waiting)
        {
            throw TraceMistakes.Diverged(Trace, At, $"another operation: {Walk.View.NameOf(thread)} cannot go on");
        }

        var isStep = _stands[next] == Stand.Able && !Walk.IsOver && Walk.View.IsEnabled(thread);
        _stands[next] = Stand.Elsewhere;
        At++;
        if (!isStep)
        {
            return;
        }

        DivergenceException? problem = null;
        var broken = Walk.Step(thread, count =>
        {
            // An exception in here would be one of the model's: what is wrong is kept until the step is made.
            var value = 0;
            problem ??= TryTake(next, count, $"among {count} values", out value);
            return value;
        });
        if (problem is not null)
        {
            throw problem;
        }

        Note(broken);
    }
}
