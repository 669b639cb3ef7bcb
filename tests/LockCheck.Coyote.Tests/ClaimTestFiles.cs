using System.Text;
using LockCheck.Specs.Claims;

namespace LockCheck.Coyote;

/// <summary>Writes the generated files of <c>src/LockCheck.Coyote/Tests</c>.</summary>
internal static class ClaimTestFiles
{
    private const int ClaimsMax = 180;
    private const int ColumnsMax = 120;

    /// <summary>The files, each with its name and its text.</summary>
    public static IReadOnlyList<(string Name, string Text)> All(IReadOnlyList<(string Name, Claim Claim)> claims) =>
    [
        .. claims.GroupBy(named => GroupOf(named.Claim.Id), StringComparer.Ordinal)
            .SelectMany(group => group.Select(named => named.Name).Chunk(ClaimsMax)
                .Select((names, part) => (Group: part == 0 ? group.Key : $"{group.Key}.{part + 1}", Names: names)))
            .SelectMany(part => new[]
            {
                ($"OracleTests.{part.Group}.cs", Text("OracleTests", "Microsoft.Coyote.Runtime.ICoyoteRuntime",
                    part.Names)),
                ($"ActorTests.{part.Group}.cs", Text("ActorTests", "Microsoft.Coyote.Actors.IActorRuntime",
                    part.Names.Select(name => name + Tests.ActorTests.Suffix))),
            }),
    ];

    private static string GroupOf(string id) => id switch
    {
        ['#', ..] => "Bugs",
        "6.1" => "Table61",
        "6.2" => "Table62",
        [>= '0' and <= '9', ..] => "Sections",
        _ => "Findings",
    };

    private static string Text(string type, string runtime, IEnumerable<string> names)
    {
        var text = new StringBuilder()
            .Append("// Written by LockCheck.Coyote.Tests from the claims: run them with LOCKCHECK_UPDATE_GOLDEN=1.\n")
            .Append("using Microsoft.Coyote.SystematicTesting;\n")
            .Append($"using Runtime = {runtime};\n\n")
            .Append("namespace LockCheck.Coyote.Tests;\n\n")
            .Append($"public static partial class {type}\n{{\n");
        foreach (var name in names)
        {
            text.Append(Line(name)).Append('\n');
        }

        return text.Append("}\n").ToString();
    }

    /// <summary>A line, broken where it has to be.</summary>
    private static string Line(string name)
    {
        const string indent = "    ";
        var line = $"{indent}[Test] public static void {name}(Runtime runtime) => Run(runtime);";
        return line.Length <= ColumnsMax
            ? line
            : $"{indent}[Test] public static void {name}(\n{indent}{indent}Runtime runtime) => Run(runtime);";
    }
}
