using System.CommandLine;
using LockCheck.Cli.Checking;
using LockCheck.Cli.Options;

namespace LockCheck.Cli.Verbs;

/// <summary><c>lockcheck check READER</c>.</summary>
internal static class CheckVerb
{
    public static Command Make(CliOptions options, Surroundings surroundings, CancellationToken cancellation)
    {
        var reader = new Argument<string?>("READER")
        {
            Description = "The reader protocol (see `lockcheck list`). With --resume it may be left out.",
            HelpName = "READER",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command("check", "Check a reader: does it keep its promises, whatever the interleaving?")
        {
            reader,
            options.Writer,
            options.Maps,
            options.Layout,
            options.At,
            options.Call,
            options.ProgramLog,
            options.Window,
            options.Touched,
            options.Pid,
            options.Readers,
            options.Repeat,
            options.Undo,
            options.RecordsPerPage,
            options.RwSem,
            options.Faults,
            options.Invariant,
            options.Tearing,
            options.Alone,
            options.NoWitness,
            options.Confirm,
            options.StopAtFirst,
            options.Exhaustive,
            options.Sample,
            options.Seed,
            options.Strategy,
            options.Depth,
            options.Workers,
            options.DepthFirst,
            options.Reduce,
            options.Preemptions,
            options.MaxStates,
            options.MaxSeconds,
            options.MaxMemory,
            options.Checkpoints.Folder,
            options.Checkpoints.Every,
            options.Checkpoints.Resume,
            options.Assembly,
            options.Out,
            options.Json,
        };
        command.SetAction(parsed =>
        {
            var request = CheckRequest.From(parsed, options, parsed.GetValue(reader));
            return new CheckRun(request, surroundings, cancellation).Run();
        });
        return command;
    }
}
