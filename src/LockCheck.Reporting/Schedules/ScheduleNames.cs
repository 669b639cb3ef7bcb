using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using LockCheck.Kernel;
using LockCheck.Kernel.Layouts;
using LockCheck.Specs.Catalog;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Reporting.Schedules;

/// <summary>
/// Names for schedule files: the reader, the writers, whatever differs from the defaults, and what is broken. The same
/// scenario and property give the same name, and another scenario another one.
/// </summary>
public static class ScheduleNames
{
    /// <summary>What schedule files end with.</summary>
    public const string Extension = ".schedule";

    private const int HashDigits = 8;

    /// <summary>Names the file of a finding.</summary>
    /// <param name="catalogue">What the writers' own layouts and places are asked of.</param>
    /// <param name="scenario">The scenario.</param>
    /// <param name="property">The id of the property, or <c>deadlock</c>.</param>
    public static string Of(Catalogue catalogue, Scenario scenario, string property) =>
        string.Join('.', Parts(catalogue, scenario).Append(property).Select(Plain)) + Extension;

    private static IEnumerable<string> Parts(Catalogue catalogue, Scenario scenario)
    {
        yield return scenario.Reader;
        if (scenario.Readers != 1)
        {
            yield return $"{Text(scenario.Readers)}-readers";
        }

        foreach (var at in scenario.Writers)
        {
            yield return at.Vma == catalogue.Writer(at.Writer).DefaultAt ? at.Writer : $"{at.Writer}-at-{Text(at.Vma)}";
        }

        if (scenario.Calls.Count > 0)
        {
            yield return "calls-" + Hash(string.Join('\n', scenario.Calls.Select(call => call.ToString())));
        }

        if (scenario.Repeat != 1)
        {
            yield return $"{Text(scenario.Repeat)}-rounds";
        }

        if (scenario.Undoes)
        {
            yield return "undone";
        }

        if (scenario.RecordsPerPage != new RecordsPerPage(1))
        {
            yield return $"page-{scenario.RecordsPerPage}";
        }

        if (scenario.RwSem != RwSemLevel.L1)
        {
            yield return scenario.RwSem.ToString();
        }

        if (scenario.Faults != Faults.None)
        {
            yield return ScenarioHead.TextOf(scenario.Faults).Replace(", ", "-", StringComparison.Ordinal);
        }

        var layout = LayoutText.Print(scenario.Layout);
        if (layout != LayoutText.Print(LayoutText.Parse(DefaultLayout.Of(catalogue, scenario.Writers))))
        {
            yield return (scenario.Layout.Vmas[0].HasReal ? "maps-" : "layout-") + Hash(layout);
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Hash(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..HashDigits];

    /// <summary>Keeps letters, digits and dashes; a prime, as in I4', becomes a letter.</summary>
    private static string Plain(string part) => string.Concat(part.Select(c => c switch
    {
        '\'' => 'p',
        _ when char.IsAsciiLetterOrDigit(c) || c is '_' or '-' => c,
        _ => '-',
    }));
}
