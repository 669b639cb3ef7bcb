using LockCheck.Engine;
using LockCheck.Reporting.Checks;
using LockCheck.Reporting.Traces;
using LockCheck.Specs.Catalog;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Coyote.Cases;

/// <summary>A scenario of a test, loaded once for all its runs.</summary>
internal sealed class CheckedScenario
{
    private readonly Scenario _scenario;
    private readonly TestCase _test;
    private readonly Lazy<LoadedModel> _model;

    /// <summary>Takes a scenario; its model is built when it is first run.</summary>
    public CheckedScenario(Catalogue catalogue, Scenario scenario, TestCase test)
    {
        _scenario = scenario;
        _test = test;
        _model = new Lazy<LoadedModel>(() => LoadedModel.Load(scenario.Build(catalogue)));
    }

    /// <summary>Starts a run.</summary>
    public Walk NewWalk() => new(_model.Value, _scenario.Alone);

    /// <summary>Says what is wrong after a step.</summary>
    /// <param name="walk">The run.</param>
    /// <param name="broken">What the step broke.</param>
    /// <param name="failure">What it fails by, with the text of <c>lockcheck check</c>.</param>
    /// <returns>Whether the test fails by it.</returns>
    public bool IsFailed(Walk walk, IReadOnlyList<Property> broken, out Failure failure)
    {
        var property = broken.Where(_test.IsFailedBy)
            .OrderBy(property => property.IsFailure ? 0 : 1)
            .ThenBy(property => property.Id, StringComparer.Ordinal)
            .FirstOrDefault();
        var isFailed = property is not null || (walk.IsDeadlock && _test.IsFailedBy(null));
        failure = isFailed ? new Failure(property, TextOf(property, [.. walk.Path])) : default;
        return isFailed;
    }

    /// <summary>What <c>lockcheck check</c> prints above a trace.</summary>
    private string TextOf(Property? property, IReadOnlyList<PathStep> path)
    {
        var found = new ReportedFinding(new Finding(property, path, IsShortest: false), Trace.Of(_model.Value, path));
        var lines = FindingText.Headline(_scenario.Reader, found, new ModelText(_scenario.Layout));
        return string.Join('\n', _test.Scenarios.Count > 1 ? lines.Append($"  {ScenarioText.Who(_scenario)}") : lines);
    }
}

/// <summary>What a test fails by.</summary>
/// <param name="Property">What is broken; null for a deadlock.</param>
/// <param name="Text">What is said of it.</param>
internal readonly record struct Failure(Property? Property, string Text);
