using System.CommandLine;
using LockCheck.Cli.Checking;
using LockCheck.Cli.Options;

namespace LockCheck.Cli.Verbs;

/// <summary><c>lockcheck conform</c>.</summary>
internal static class ConformVerb
{
    public static Command Make(CliOptions options, Surroundings surroundings, CancellationToken cancellation)
    {
        var arguments = new Argument<string[]>("ARG")
        {
            Description = "The arguments of --program, behind `--`.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var command = new Command("conform", "Check the model against the kernel that runs here.")
        {
            options.Only,
            options.Seconds,
            options.DrawSeed,
            options.Program,
            options.Json,
            arguments,
        };
        command.SetAction(parsed => new ConformRun(
            new ConformRequest(
                parsed.GetValue(options.Only) ?? [],
                parsed.GetValue(options.Seconds),
                parsed.GetValue(options.DrawSeed) ?? 0,
                parsed.GetValue(options.Json),
                parsed.GetValue(options.Program),
                parsed.GetValue(arguments) ?? []),
            surroundings,
            cancellation).Run());
        return command;
    }
}
