using LockCheck.Engine;
using LockCheck.Specs.Catalog;
using LockCheck.Specs.Claims;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Reporting.Coyote;

/// <summary>Makes traces of schedules.</summary>
public static class CoyoteExport
{
    /// <summary>A trace of the general test in which the model is one operation.</summary>
    /// <param name="schedule">The schedule.</param>
    /// <param name="run">Its replay.</param>
    /// <param name="model">The model that it was replayed with.</param>
    /// <returns>The trace; <see cref="CoyoteImport"/> makes the same schedule of it, to the byte.</returns>
    public static CoyoteTrace Of(ScheduleFile schedule, Trace run, LoadedModel model)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        ArgumentNullException.ThrowIfNull(run);
        return new CoyoteTrace
        {
            TestName = CoyoteSubject.GeneralTest,
            Steps =
            [
                .. Enumerable.Repeat(new SchedulingStep(0, 0, "Interleave", 0, 0), OracleRun.Prologue),
                .. Decisions.Of(model, run.Path).Select(number => new IntegerStep(0, 0, number)),
            ],
            Origin = OriginalSchedule.Of(schedule),
        };
    }

    /// <summary>The tests of claims that such a trace is a run of too.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="breaks">What is broken in it.</param>
    /// <param name="catalogue">What there is.</param>
    /// <returns>The names of the tests, in the order of the claims; often none.</returns>
    public static IReadOnlyList<string> TestsOf(Scenario scenario, string breaks, Catalogue catalogue)
    {
        var head = ScenarioHead.Of(scenario);
        return
        [
            .. ClaimNames.All(catalogue)
                .Where(known => known.Claim.Expected is Breaks expected && expected.Ids.Contains(breaks))
                .Where(known => known.Claim.ScenariosOf(catalogue) is [var only]
                    && ScenarioHead.Of(only).SequenceEqual(head))
                .Select(known => known.Name),
        ];
    }
}
