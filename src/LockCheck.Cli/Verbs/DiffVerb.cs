using System.CommandLine;
using LockCheck.Cli.Checking;
using LockCheck.Cli.Options;

namespace LockCheck.Cli.Verbs;

/// <summary><c>lockcheck diff OLD NEW</c>.</summary>
internal static class DiffVerb
{
    public static Command Make(CliOptions options, Surroundings surroundings, CancellationToken cancellation)
    {
        var older = new Argument<string>("OLD") { Description = "The reader before the change.", HelpName = "OLD" };
        var newer = new Argument<string>("NEW") { Description = "The reader after it.", HelpName = "NEW" };
        var command = new Command("diff", "Check two readers against every writer: what did the second lose and gain?")
        {
            older,
            newer,
            options.Repeat,
            options.Undo,
            options.RecordsPerPage,
            options.RwSem,
            options.MaxStates,
            options.MaxSeconds,
            options.MaxMemory,
            options.Assembly,
            options.Out,
            options.Json,
        };
        command.SetAction(parsed => new DiffRun(
            parsed.GetRequiredValue(older),
            parsed.GetRequiredValue(newer),
            PairRequest.From(parsed, options),
            surroundings,
            cancellation).Run());
        return command;
    }
}
