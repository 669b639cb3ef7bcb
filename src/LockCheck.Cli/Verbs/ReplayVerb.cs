using System.CommandLine;
using LockCheck.Cli.Checking;
using LockCheck.Cli.Options;

namespace LockCheck.Cli.Verbs;

/// <summary><c>lockcheck replay FILE</c>.</summary>
internal static class ReplayVerb
{
    public static Command Make(CliOptions options, Surroundings surroundings)
    {
        var file = new Argument<string>("FILE")
        {
            Description = "A schedule that `lockcheck check` wrote.",
            HelpName = "FILE",
        };
        var command = new Command("replay", "Run a schedule again, exactly, and show every step.")
        {
            file,
            options.OnKernel,
            options.Assembly,
            options.Json,
        };
        command.SetAction(parsed => new ReplayRun(
            parsed.GetRequiredValue(file),
            parsed.GetValue(options.Assembly) ?? [],
            parsed.GetValue(options.OnKernel),
            parsed.GetValue(options.Json),
            surroundings).Run());
        return command;
    }
}
