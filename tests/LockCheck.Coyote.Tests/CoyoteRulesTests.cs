using Microsoft.Coyote;
using Microsoft.Coyote.Actors;
using Microsoft.Coyote.Runtime;
using Microsoft.Coyote.Specifications;
using Microsoft.Coyote.SystematicTesting;

namespace LockCheck.Coyote;

/// <summary>The rules of Coyote that the hosts are built on; with its packages, tested on Coyote itself.</summary>
public class CoyoteRulesTests
{
    [Fact]
    public void A_seed_gives_the_same_run_again()
    {
        var traces = Enumerable.Range(0, 2).Select(_ => Run(100, runtime => Specification.Assert(
            Enumerable.Range(0, 3).Sum(_ => runtime.RandomInteger(5)) != 7, "{0}", "seven {braces}")));
        var first = traces.First();
        Assert.Equal("seven {braces}", first.Bug);
        Assert.All(traces, again => Assert.Equal(first, again));
    }

    [Fact]
    public void Actors_are_the_operations_from_1_in_the_order_of_their_creation()
    {
        var ids = new List<int>();
        var found = RunActors(1, (runtime, begin) =>
        {
            for (var i = 1; i <= 3; i++)
            {
                var id = i;
                begin(() =>
                {
                    Pause(() => true);
                    ids.Add(id);
                    Specification.Assert(ids.Count < 3, "{0}", "all have run");
                });
            }
        });
        Assert.Equal("all have run", found.Bug);
        var turns = found.Trace.Split('\n').Where(line => line.Contains("next(", StringComparison.Ordinal))
            .Select(line => line[line.IndexOf("next(", StringComparison.Ordinal) + "next(".Length] - '0').ToList();
        Assert.Equal([.. turns.Where((id, at) => turns.Take(at).Contains(id))], ids);
        Assert.Equal([1, 2, 3], turns.Distinct().Order());
        Assert.Equal(6, turns.Count);
    }

    [Fact]
    public void An_operation_that_could_go_on_once_has_its_turn_even_if_it_cannot_any_more()
    {
        var found = RunActors(200, (runtime, begin) =>
        {
            var isOpen = true;
            begin(() =>
            {
                Pause(() => true);
                isOpen = false;
                Pause(() => true);
                isOpen = true;
            });
            begin(() =>
            {
                var asked = 0;
                Operation.PauseUntil(() => ++asked > 1 && isOpen);
                Specification.Assert(isOpen, "{0}", "went on though it was closed");
                Specification.Assert(asked < 4, "{0}", "had a turn for nothing");
            });
        });
        Assert.Equal("had a turn for nothing", found.Bug);
    }

    [Fact]
    public void When_nobody_can_go_on_there_is_a_deadlock()
    {
        var found = RunActors(1, (runtime, begin) => begin(() => Operation.PauseUntil(() => false)));
        Assert.Contains("eadlock detected", found.Bug, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_ends_early_ends_its_operations()
    {
        var begun = 0;
        var ended = 0;
        var found = RunActors(1, (runtime, begin) =>
        {
            begin(() =>
            {
                try
                {
                    Interlocked.Increment(ref begun);
                    Operation.PauseUntil(() => false);
                }
                finally
                {
                    Interlocked.Increment(ref ended);
                }
            });
            begin(() =>
            {
                Pause(() => true);
                Pause(() => true);
                Pause(() => true);
                Specification.Assert(false, "{0}", "enough");
            });
        });
        Assert.Equal("enough", found.Bug);
        SpinWait.SpinUntil(() => Volatile.Read(ref ended) == Volatile.Read(ref begun));
    }

    private static void Pause(Func<bool> condition)
    {
        var isAskedAgain = false;
        Operation.PauseUntil(() =>
        {
            var answer = isAskedAgain && condition();
            isAskedAgain = true;
            return answer;
        });
    }

    private static (string? Bug, string Trace) RunActors(uint runs, Action<IActorRuntime, Action<Action>> test)
    {
        using var engine = TestingEngine.Create(Configuration(runs), (IActorRuntime runtime) =>
        {
            SchedulingPoint.Suppress();
            test(runtime, body => runtime.CreateActor(typeof(Doer), new Doer.Begin(body)));
            SchedulingPoint.Resume();
        });
        return Run(engine);
    }

    private static (string? Bug, string Trace) Run(uint runs, Action<ICoyoteRuntime> test)
    {
        using var engine = TestingEngine.Create(Configuration(runs), test);
        return Run(engine);
    }

    private static (string? Bug, string Trace) Run(TestingEngine engine)
    {
        engine.Run();
        return (engine.TestReport.BugReports.SingleOrDefault(), engine.ReproducibleTrace);
    }

    private static Configuration Configuration(uint runs) => Microsoft.Coyote.Configuration.Create()
        .WithRandomStrategy().WithTestingIterations(runs).WithRandomGeneratorSeed(7).WithTelemetryEnabled(false)
        .WithDeadlockTimeout(60_000);

    private sealed class Doer : Actor
    {
        protected override Task OnInitializeAsync(Event initialEvent)
        {
            ((Begin)initialEvent).Body();
            return Task.CompletedTask;
        }

        internal sealed class Begin(Action body) : Event
        {
            public Action Body => body;
        }
    }
}
