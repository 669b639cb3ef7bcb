using System.Globalization;
using LockCheck.Engine;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Cli.Checking;

/// <summary>A check as the head of a checkpoint, and back: its options, what was noted, its scenario.</summary>
internal static class SavedCheck
{
    private const string NoteKey = "note";
    private const string OutKey = "--out";
    private const string AssemblyKey = "--assembly";
    private const string ConfirmKey = "--confirm";
    private const string StopKey = "--stop-at-first";
    private const string PreemptionsKey = "--preemptions";
    private const string StatesKey = "--max-states";
    private const string SecondsKey = "--max-seconds";
    private const string MemoryKey = "--max-memory";
    private const string Yes = "yes";

    /// <summary>Writes a check.</summary>
    public static IReadOnlyList<(string Key, string Value)> Lines(
        CheckRequest request, Scenario scenario, IReadOnlyList<string> remarks)
    {
        var search = request.Search;
        var lines = new List<(string Key, string Value)> { (OutKey, request.Out) };
        lines.AddRange(request.Assemblies.Select(path => (AssemblyKey, Path.GetFullPath(path))));
        Add(ConfirmKey, request.Confirms ? Yes : null);
        Add(StopKey, search.StopAtFirst ? Yes : null);
        Add(PreemptionsKey, search.Preemptions is { } most ? Text(most) : null);
        Add(StatesKey, search.MaxStates is { } states ? Text(states) : null);
        Add(SecondsKey, search.MaxTime is { } time ? Text(time.Ticks) : null);
        Add(MemoryKey, search.MaxMemoryBytes is { } bytes ? Text(bytes) : null);
        lines.AddRange(remarks.Select(remark => (NoteKey, remark)));
        lines.AddRange(ScenarioHead.Of(scenario));
        return lines;

        void Add(string key, string? value)
        {
            if (value is not null)
            {
                lines.Add((key, value));
            }
        }
    }

    /// <summary>
    /// Takes what a command line that only resumes leaves open from the checkpoint. What it says of its own wins; that
    /// which changes the states is compared by the engine.
    /// </summary>
    public static CheckRequest Complete(CheckRequest request, IReadOnlyList<(string Key, string Value)> head)
    {
        var search = request.Search;
        return request with
        {
            Out = request.IsOutGiven ? request.Out : First(head, OutKey) ?? request.Out,
            Assemblies = request.Assemblies.Count > 0 ? request.Assemblies : All(head, AssemblyKey),
            Confirms = request.Confirms || First(head, ConfirmKey) is not null,
            Search = search with
            {
                StopAtFirst = search.StopAtFirst || First(head, StopKey) is not null,
                Preemptions = search.Preemptions ?? (int?)Number(head, PreemptionsKey),
                MaxStates = search.MaxStates ?? Number(head, StatesKey),
                MaxTime = search.MaxTime ?? (Number(head, SecondsKey) is { } ticks ? TimeSpan.FromTicks(ticks) : null),
                MaxMemoryBytes = search.MaxMemoryBytes ?? Number(head, MemoryKey),
            },
        };
    }

    /// <summary>Reads the scenario and what was noted about it.</summary>
    public static (Scenario Scenario, IReadOnlyList<string> Remarks) Read(
        IReadOnlyList<(string Key, string Value)> head) =>
        (ScenarioHead.Parse(ScenarioIn(head), head.Count - ScenarioIn(head).Count + 1), All(head, NoteKey));

    /// <summary>Requires a checkpoint to be of a scenario; names the first difference.</summary>
    public static void Require(CheckpointFolder folder, Scenario scenario)
    {
        var there = ScenarioIn(folder.Head);
        var here = ScenarioHead.Of(scenario);
        for (var i = 0; i < Math.Max(there.Count, here.Count); i++)
        {
            var one = i < there.Count ? $"{there[i].Key}: {there[i].Value}" : "nothing";
            var other = i < here.Count ? $"{here[i].Key}: {here[i].Value}" : "nothing";
            if (one != other)
            {
                throw new UsageException(
                    $"The checkpoint in {folder.Folder} is of another check. There: `{one}`. Here: `{other}`. Usual "
                    + "cause: an option that was changed or forgotten. `lockcheck check --resume "
                    + $"{folder.Folder}` takes all of them from the checkpoint.");
            }
        }
    }

    private static List<(string Key, string Value)> ScenarioIn(IReadOnlyList<(string Key, string Value)> head) =>
        [.. head.SkipWhile(line => line.Key == NoteKey || line.Key.StartsWith('-'))];

    private static IReadOnlyList<string> All(IReadOnlyList<(string Key, string Value)> head, string key) =>
        [.. head.Where(line => line.Key == key).Select(line => line.Value)];

    private static string? First(IReadOnlyList<(string Key, string Value)> head, string key) =>
        head.FirstOrDefault(line => line.Key == key).Value;

    private static long? Number(IReadOnlyList<(string Key, string Value)> head, string key) =>
        First(head, key) is { } text ? long.Parse(text, CultureInfo.InvariantCulture) : null;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
