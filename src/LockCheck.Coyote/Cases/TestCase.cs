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
    /// The test of a claim: it fails by what the exhaustive engine finds, whether or not the reader promises it
    /// (<see cref="Expectation.IsFailedBy"/>).
    /// </summary>
    public static TestCase Of(Catalogue catalogue, Claim claim) => new(
        catalogue,
        claim.ScenariosOf(catalogue),
        (id, _) => claim.Expected!.IsFailedBy(id));

    /// <summary>
    /// The test of a scenario: it fails by what <c>lockcheck check</c> calls a failure; where the scenario is that of a
    /// schedule, by what was recorded, and by nothing that comes before it.
    /// </summary>
    public static TestCase Of(Catalogue catalogue, Scenario scenario, string? recorded = null) =>
        new(catalogue, [scenario], (id, isFailure) => recorded is null ? isFailure : id == recorded);

    /// <summary>Takes the scenario of a run.</summary>
    /// <param name="decide">Asked which one it is, if there are several.</param>
    public CheckedScenario Pick(Func<int, int> decide) =>
        Scenarios[Scenarios.Count == 1 ? 0 : decide(Scenarios.Count)];

    /// <summary>Whether a broken property makes the test fail; null stands for a deadlock.</summary>
    public bool IsFailedBy(Property? property) => property is null
        ? _isFailedBy(ScheduleFile.Deadlock, true)
        : _isFailedBy(property.Id, property.IsFailure);
}
