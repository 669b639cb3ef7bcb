using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using LockCheck.Coyote.Cases;
using LockCheck.Coyote.Tests;
using LockCheck.Engine;
using Xunit.Abstractions;

namespace LockCheck.Coyote;

/// <summary>
/// What a trace of either host means, so that it can be read as a run of the model: what OracleHost and ActorHost say
/// of it, step by step, against what Coyote wrote.
/// </summary>
public partial class TraceTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("Bug5__task_vma_v5__merge_left_full")]
    [InlineData("Bug13__iter_task_vma_v5_nested__mprotect_mid")]
    [InlineData("Section6_2__bpf_find_vma__any_writer_3")]
    public void A_trace_of_one_operation_is_the_decisions(string claim)
    {
        var found = CoyoteRuns.Test(claim, "random", 3_000);
        var steps = StepsOf(found.Trace);
        Assert.All(steps.Take(2), step => Assert.Equal("sp(Interleave)", step[1]));
        var numbers = new Queue<int>(steps.Skip(2).Select(ValueOf));
        var scenario = ClaimCases.Of(claim).Pick(_ => numbers.Dequeue());
        using var walk = scenario.NewWalk();
        RequireBug(found, scenario, walk, () => Decisions.Step(walk, _ => numbers.Dequeue()), () => numbers.Count == 0);
    }

    [Theory]
    [InlineData("Bug5__task_vma_v5__merge_left_full", "random")]
    [InlineData("Bug5__task_vma_v5__merge_left_full", "delay-bounding")]
    [InlineData("Bug13__iter_task_vma_v5_nested__mprotect_mid", "random")]
    [InlineData("Bug20__proc_maps_rcu_v2__mprotect_mid", "prioritization")]
    [InlineData("Section6_2__bpf_find_vma__any_writer_3", "random")]
    [InlineData("Bug7__task_vma_v7_mm_ref__merge_both", "random")]
    [InlineData("Bug12__iter_task_vma_v5__none", "random")]
    [InlineData("Bug38__proc_maps_mmap_lock__munmap_whole_mid__stack_grow_old", "random")]
    [InlineData("Bug47__procmap_query_build_id_locked__file_write__mprotect_mid", "prioritization")]
    [InlineData("Bug49__P_SR1__mprotect_mid", "delay-bounding")]
    public void In_a_trace_of_actors_each_turn_but_the_first_is_a_step_or_nothing(string claim, string strategy)
    {
        var found = CoyoteRuns.Test(claim + ActorTests.Suffix, strategy, 3_000);
        var steps = new Queue<string[]>(StepsOf(found.Trace));
        var scenario = ClaimCases.Of(claim).Pick(_ => ValueOf(steps.Dequeue()));
        using var walk = scenario.NewWalk();
        var started = new HashSet<int>();
        var idle = 0;
        RequireBug(found, scenario, walk, Turn, () => steps.Count == 0);
        Assert.True(started.Max() <= walk.View.ThreadCount);
        output.WriteLine($"{walk.Path.Count} steps, {started.Count} starts, {idle} turns that were nothing");

        IReadOnlyList<Property> Turn()
        {
            var turn = steps.Dequeue();
            var thread = OperationIn(turn[2]) - 1;
            if (started.Add(thread + 1))
            {
                return [];
            }

            if (!walk.View.IsEnabled(ThreadId.Of(thread)))
            {
                idle++;
                return [];
            }

            return walk.Step(ThreadId.Of(thread), _ => ValueOf(steps.Dequeue()));
        }
    }

    // Goal: the stand-in schedules as Coyote does, down to the turns that are nothing. Method: one golden for both.
    [Theory]
    [InlineData("Bug6__task_vma_v7__split_front")]
    [InlineData("Bug6__task_vma_v7__split_front__actors")]
    [InlineData("Bug12__iter_task_vma_v5__none__actors")]
    [InlineData("Bug7__task_vma_v7_mm_ref__merge_both__actors")]
    public void A_seed_gives_the_same_trace_with_Coyote_and_with_the_stand_in(string test)
    {
        var steps = StepsOf(CoyoteRuns.Test(test, "random", 1_000).Trace);
        var lines = steps.Select(step => SequenceId().Replace(string.Join(',', step), ")") + "\n");
        Golden.Matches(test, string.Concat(lines));
    }

    [GeneratedRegex(@":\d+\)")]
    private static partial Regex SequenceId();

    // Coyote's runs end as the bug is found: nothing of the trace may be left, and nothing may be missing.
    private static void RequireBug(
        CoyoteResult found, CheckedScenario scenario, Walk walk, Func<IReadOnlyList<Property>> turn, Func<bool> isAtEnd)
    {
        Assert.NotNull(found.Bug);
        while (!isAtEnd())
        {
            var before = walk.Path.Count;
            var broken = turn();
            if (walk.Path.Count > before && scenario.IsFailed(walk, broken, out var failure))
            {
                Assert.Equal(found.Bug, failure.Text);
                Assert.True(isAtEnd());
                return;
            }
        }

        // The last steps of a run may need no decision.
        while (true)
        {
            if (scenario.IsFailed(walk, Decisions.Step(walk, _ => throw new InvalidOperationException()), out var last))
            {
                Assert.Equal(found.Bug, last.Text);
                return;
            }
        }
    }

    private static List<string[]> StepsOf(string trace)
    {
        using var json = JsonDocument.Parse(trace);
        return [.. json.RootElement.GetProperty("Steps").EnumerateArray().Select(step => step.GetString()!.Split(','))];
    }

    private static int ValueOf(string[] step)
    {
        Assert.StartsWith("int(", step[1], StringComparison.Ordinal);
        return int.Parse(step[1]["int(".Length..^1], CultureInfo.InvariantCulture);
    }

    private static int OperationIn(string next)
    {
        Assert.StartsWith("next(", next, StringComparison.Ordinal);
        return int.Parse(next["next(".Length..].Split(':')[0], CultureInfo.InvariantCulture);
    }
}
