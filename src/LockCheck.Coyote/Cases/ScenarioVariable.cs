using System.Collections.Concurrent;
using LockCheck.Engine;
using LockCheck.Reporting.Schedules;
using LockCheck.Specs.Catalog;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Coyote.Cases;

/// <summary>
/// Reads what to check from the environment: any reader, any writers, any layout. A test of Coyote takes no arguments.
/// </summary>
internal static class ScenarioVariable
{
    /// <summary>The name of the variable.</summary>
    public const string Name = "LOCKCHECK_SCENARIO";

    private const string Example = "`reader: task_vma/v3; writer: mprotect-mid`";

    private static readonly ConcurrentDictionary<string, TestCase> Cases = new(StringComparer.Ordinal);

    /// <summary>Gives the test that the variable asks for.</summary>
    /// <exception cref="ScenarioException">It asks for none, or for one that there is not; it says why.</exception>
    public static TestCase Read() => Of(Environment.GetEnvironmentVariable(Name) ?? string.Empty);

    /// <summary>Gives the test of a text.</summary>
    /// <param name="text">The path of a schedule file, or <c>key: value</c> pairs with semicolons between them.</param>
    public static TestCase Of(string text) => Cases.GetOrAdd(text, static text => Make(text.Trim()));

    private static TestCase Make(string text)
    {
        try
        {
            var (scenario, recorded) = text.Length == 0
                ? throw new ScenarioException("It is not set.")
                : IsPath(text) ? Recorded(text) : (ScenarioLine.Parse(text, ClaimCases.Known), null);

            // Whether its parts fit together is known when it is built; better now than in the first run.
            _ = scenario.Build(ClaimCases.Known);
            return TestCase.Of(ClaimCases.Known, scenario, recorded);
        }
        catch (Exception exception) when (exception is ScenarioException or UnknownNameException
            or ScheduleException or IOException or UnauthorizedAccessException)
        {
            throw new ScenarioException(
                $"{Name} does not say what to check. {exception.Message} It takes the path of a schedule file that "
                + $"`lockcheck check` wrote, or pairs such as {Example}; known are {ScenarioLine.KnownKeys}.",
                exception);
        }
    }

    private static bool IsPath(string text) =>
        text.EndsWith(ScheduleNames.Extension, StringComparison.Ordinal) || File.Exists(text);

    private static (Scenario Scenario, string? Recorded) Recorded(string path)
    {
        var schedule = ScheduleFile.Load(path);
        return (ScheduleHead.Read(schedule).Scenario, schedule.Breaks);
    }
}
