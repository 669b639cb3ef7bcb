using System.Text.RegularExpressions;

namespace LockCheck.Style.Tests.Rules;

/// <summary>Calls that would make two runs of the same command differ, and what to write instead.</summary>
internal static class BannedCalls
{
    private const string Clock = "an injected TimeProvider, and only for progress: a verdict has no clock";
    private const string Chance = "the engine's own generator, started from the run's seed";
    private const string Waiting = "a condition to wait for: a pause proves nothing and slows everything";
    private const string Numbers = "a number counted by the model: the same run gives the same names";
    private const string Holes = "nothing: cleared locals are what makes equal states equal bytes";

    private static readonly (Regex Pattern, string Name, string Instead)[] Banned =
    [
        (new(@"\bDateTime\.(Now|UtcNow|Today)\b"), "DateTime.Now", Clock),
        (new(@"\bDateTimeOffset\.(Now|UtcNow)\b"), "DateTimeOffset.Now", Clock),
        (new(@"\bEnvironment\.TickCount"), "Environment.TickCount", Clock),
        (new(@"\bnew\s+([\w.]+\.)?Random\s*\(|\bRandom\s+\w+\s*=\s*new\b"), "new Random", Chance),
        (new(@"\bRandom\.Shared\b"), "Random.Shared", Chance),
        (new(@"\bThread\.Sleep\b"), "Thread.Sleep", Waiting),
        (new(@"\bTask\.Delay\b"), "Task.Delay", Waiting),
        (new(@"\bGuid\.(NewGuid|CreateVersion7)\b"), "Guid.NewGuid", Numbers),
        (new(@"\bSkipLocalsInit(Attribute)?\b"), "SkipLocalsInit", Holes),
    ];

    public static IEnumerable<string> Find(SourceFile file)
    {
        if (!file.IsCSharp || !(file.IsUnder("src") || file.IsUnder("specs")))
        {
            yield break;
        }

        string[] lines = file.CodeLines;
        for (int i = 0; i < lines.Length; i++)
        {
            foreach ((Regex pattern, string name, string instead) in Banned)
            {
                if (pattern.IsMatch(lines[i]))
                {
                    yield return $"{file.At(i)}: {name} is banned; use {instead}";
                }
            }
        }
    }
}
