using LockCheck.Engine;
using LockCheck.Specs.Catalog;
using LockCheck.Specs.Claims;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Coyote.Cases;

/// <summary>What one Coyote test runs, and what makes it fail.</summary>
internal sealed class TestCase
{
    private readonly Func<string, bool, bool> _isFailedBy;

    private TestCase(
        Catalogue catalogue, IEnumerable<Scenario> scenarios, Func<string, bool, bool> isFailedBy)
    {
        _isFailedBy = isFailedBy;
        Scenarios = [.. scenarios.Select(scenario => new CheckedScenario(catalogue, scenario, this))];
    }

    /// <summary>Gets the scenarios; a run takes one of them.</summary>
    public IReadOnlyList<CheckedScenario> Scenarios { get; }

    /// <summary>
    /// The test of a claim: it fails by what the exhaustive engine finds, whether or not the reader promises it.
    /// </summary>
    /// <remarks>
    /// Where something must break, only that fails. Where something must hold, everything does but what the claim says
    /// may break beside it. A cell of a table names all its codes, and what is not there must hold.
    /// </remarks>
    public static TestCase Of(Catalogue catalogue, Claim claim) => new(
        catalogue,
        claim.ScenariosOf(catalogue),
        claim.Expected switch
        {
            Breaks breaks => (id, _) => breaks.Ids.Contains(id),
            Contradicted contradicted => (id, _) => contradicted.Ids.Contains(id),
            Keeps keeps => (id, _) => !keeps.Beside.Contains(id),
            Refuted refuted => (id, _) => !refuted.Beside.Contains(id),
            _ => (_, _) => true,
        });

    /// <summary>
    /// The test of a scenario: it fails by what <c>lockcheck check</c> calls a failure, and by what a schedule was
    /// recorded for, if that is another thing.
    /// </summary>
    public static TestCase Of(Catalogue catalogue, Scenario scenario, string? recorded = null) =>
        new(catalogue, [scenario], (id, isFailure) => isFailure || id == recorded);

    /// <summary>Takes the scenario of a run.</summary>
    /// <param name="decide">Asked which one it is, if there are several.</param>
    public CheckedScenario Pick(Func<int, int> decide) =>
        Scenarios[Scenarios.Count == 1 ? 0 : decide(Scenarios.Count)];

    /// <summary>Whether a broken property makes the test fail; null stands for a deadlock.</summary>
    public bool IsFailedBy(Property? property) => property is null
        ? _isFailedBy(ScheduleFile.Deadlock, true)
        : _isFailedBy(property.Id, property.IsFailure);
}
