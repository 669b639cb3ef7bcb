using System.CommandLine;
using LockCheck.Cli.Checking;
using LockCheck.Cli.Options;

namespace LockCheck.Cli.Verbs;

/// <summary><c>lockcheck export FILE</c>.</summary>
internal static class ExportVerb
{
    public static Command Make(CliOptions options, Surroundings surroundings)
    {
        var file = new Argument<string>("FILE")
        {
            Description = "A schedule that `lockcheck check` or `lockcheck import` wrote.",
            HelpName = "FILE",
        };
        var command = new Command("export", "Write a schedule as a trace that `coyote replay` reproduces.")
        {
            file,
            options.To,
            options.OutTrace,
            options.Assembly,
            options.Json,
        };
        command.SetAction(parsed => new ExportRun(
            parsed.GetRequiredValue(file),
            parsed.GetRequiredValue(options.To),
            parsed.GetValue(options.OutTrace),
            parsed.GetValue(options.Assembly) ?? [],
            parsed.GetValue(options.Json),
            surroundings).Run());
        return command;
    }
}
