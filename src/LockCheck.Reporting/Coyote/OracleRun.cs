using LockCheck.Engine;

namespace LockCheck.Reporting.Coyote;

/// <summary>
/// A trace of a test in which the model is one operation: a list of numbers. Behind the last one the run goes on as far
/// as nothing has to be decided; Coyote stopped somewhere there.
/// </summary>
internal sealed class OracleRun(CoyoteTrace trace, Walk walk, int most) : TracedRun(trace, walk)
{
    /// <summary>The steps at the beginning, without which some of Coyote's strategies end after one run.</summary>
    public const int Prologue = 2;

    private const int Operation = 0;

    /// <summary>Refuses a trace that does not begin as one of an oracle test does.</summary>
    public static void RequirePrologue(CoyoteTrace trace)
    {
        for (var i = 0; i < Prologue; i++)
        {
            if (i >= trace.Steps.Count || trace.Steps[i] is not SchedulingStep
                { Operation: Operation, Point: "Interleave", Next: Operation })
            {
                throw TraceMistakes.Foreign(
                    trace, i, "`op(0:...),sp(Interleave),next(0:...)`, with which the run of a scenario begins");
            }
        }
    }

    /// <inheritdoc/>
    protected override void Follow()
    {
        DivergenceException? problem = null;
        while (!Walk.IsOver && Walk.Path.Count < most)
        {
            var first = At;
            var isCut = false;

            // An exception in here would be one of the model's: what is wrong is kept until the step is made.
            var broken = Decisions.Step(Walk, count =>
            {
                isCut |= At == Trace.Steps.Count;
                if (isCut || problem is not null)
                {
                    return 0;
                }

                problem = TryTake(Operation, count, $"among {count} threads or values", out var value);
                return value;
            });
            if (problem is not null)
            {
                throw problem;
            }

            if (isCut)
            {
                // The step is not made: Coyote stopped before it. It cannot have stopped within it.
                if (At > first)
                {
                    throw TraceMistakes.Diverged(Trace, At, "the other numbers of the step that has begun");
                }

                return;
            }

            Note(broken);
            DecidedAt = At > first ? Length : DecidedAt;
        }

        if (At < Trace.Steps.Count)
        {
            throw TraceMistakes.Diverged(
                Trace, At, $"the end of the trace: the run is over after {Length} steps");
        }
    }
}
