using System.CommandLine;
using LockCheck.Cli.Checking;
using LockCheck.Cli.Options;

namespace LockCheck.Cli.Verbs;

/// <summary><c>lockcheck import FILE</c>.</summary>
internal static class ImportVerb
{
    public static Command Make(CliOptions options, Surroundings surroundings)
    {
        var file = new Argument<string>("FILE")
        {
            Description = "A trace that `coyote test` or `lockcheck export` wrote.",
            HelpName = "FILE",
        };
        var command = new Command("import", "Make a schedule of a trace that Coyote found, and show every step.")
        {
            file,
            options.Like,
            options.ScenarioLine,
            options.Out,
            options.Assembly,
            options.Json,
        };
        command.SetAction(parsed => new ImportRun(
            new ImportRequest
            {
                File = parsed.GetRequiredValue(file),
                Like = parsed.GetValue(options.Like),
                Scenario = parsed.GetValue(options.ScenarioLine),
                Out = parsed.GetValue(options.Out) ?? CliOptions.DefaultOut,
                Assemblies = parsed.GetValue(options.Assembly) ?? [],
                Json = parsed.GetValue(options.Json),
            },
            surroundings).Run());
        return command;
    }
}
