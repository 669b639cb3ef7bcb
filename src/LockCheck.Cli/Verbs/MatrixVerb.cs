using System.CommandLine;
using LockCheck.Cli.Checking;
using LockCheck.Cli.Options;

namespace LockCheck.Cli.Verbs;

/// <summary><c>lockcheck matrix</c>.</summary>
internal static class MatrixVerb
{
    public static Command Make(CliOptions options, Surroundings surroundings, CancellationToken cancellation)
    {
        var command = new Command("matrix", "Check every reader against every writer, and show a table of codes.")
        {
            options.Repeat,
            options.Undo,
            options.PageSizes,
            options.RwSemLevels,
            options.States,
            options.MaxStates,
            options.MaxSeconds,
            options.MaxMemory,
            options.Assembly,
            options.Json,
        };
        command.SetAction(parsed => new MatrixRun(
            MatrixRequest.From(parsed, options), surroundings, cancellation).Run());
        return command;
    }
}
