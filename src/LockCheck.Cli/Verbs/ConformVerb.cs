using System.CommandLine;
using LockCheck.Cli.Checking;
using LockCheck.Cli.Options;

namespace LockCheck.Cli.Verbs;

/// <summary><c>lockcheck conform</c>.</summary>
internal static class ConformVerb
{
    public static Command Make(CliOptions options, Surroundings surroundings, CancellationToken cancellation)
    {
        var command = new Command("conform", "Check the model against the kernel that runs here.")
        {
            options.Only,
            options.Seconds,
            options.DrawSeed,
            options.Json,
        };
        command.SetAction(parsed => new ConformRun(
            new ConformRequest(
                parsed.GetValue(options.Only) ?? [],
                parsed.GetValue(options.Seconds),
                parsed.GetValue(options.DrawSeed) ?? 0,
                parsed.GetValue(options.Json)),
            surroundings,
            cancellation).Run());
        return command;
    }
}
