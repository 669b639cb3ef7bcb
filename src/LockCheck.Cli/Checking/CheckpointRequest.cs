using System.CommandLine;
using LockCheck.Cli.Options;
using LockCheck.Engine;

namespace LockCheck.Cli.Checking;

/// <summary>What the command line asks for about checkpoints.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="Resumes">Whether the check goes on from the checkpoint in it.</param>
/// <param name="HasScenario">Whether the command line says what is checked; if not, the checkpoint does.</param>
/// <param name="Every">The time between two checkpoints.</param>
internal sealed record CheckpointRequest(string Folder, bool Resumes, bool HasScenario, TimeSpan Every)
{
    /// <summary>Reads it; null if nobody asks.</summary>
    public static CheckpointRequest? From(ParseResult parsed, CliOptions options, string? reader)
    {
        var begins = parsed.GetValue(options.Checkpoints.Folder);
        var resumes = parsed.GetValue(options.Checkpoints.Resume);
        var every = parsed.GetValue(options.Checkpoints.Every);
        if (reader is null && resumes is null)
        {
            throw new UsageException("`lockcheck check` needs READER; `lockcheck check --help` shows how it is used.");
        }

        if (begins is not null && resumes is not null)
        {
            throw new UsageException("--checkpoint and --resume do not go together: a check that is resumed goes on "
                + "writing to the folder that it comes from. Leave --checkpoint out.");
        }

        if ((begins ?? resumes) is not { } folder)
        {
            return every is null ? null : throw new UsageException("--checkpoint-every says how often checkpoints are "
                + "written, and none are. Usual cause: --checkpoint was forgotten. Add --checkpoint DIR.");
        }

        if (folder.Length == 0)
        {
            throw new UsageException("--checkpoint and --resume take the name of a folder, and it is empty. Usual "
                + "cause: a variable of the shell that is not set.");
        }

        Refuse(parsed, options, resumes is null ? "--checkpoint" : "--resume");
        if (reader is null)
        {
            RefuseScenario(parsed, options);
        }

        return new CheckpointRequest(
            folder,
            resumes is not null,
            reader is not null,
            every is { } seconds ? TimeSpan.FromSeconds(seconds) : CheckpointPlan.EveryDefault);
    }

    /// <summary>Refuses what has no checkpoints.</summary>
    private static void Refuse(ParseResult parsed, CliOptions options, string what)
    {
        (bool IsGiven, string Option, string Why)[] others =
        [
            (parsed.GetValue(options.Sample) is not null, "--sample", "random runs are soon made again, by their seed"),
            (parsed.GetValue(options.DepthFirst), "--depth-first", "a checkpoint is of a search breadth first"),
            (parsed.GetValue(options.Reduce) is not null, "--reduce", "a reduced search has an order of its own"),
            (parsed.GetValue(options.Alone), "--alone", "what readers do alone is kept in tables of its own, which a "
                + "checkpoint does not hold"),
            (parsed.GetValue(options.At) == CliOptions.Each, "--at each", "it is many searches, and a checkpoint is of "
                + "one"),
            (parsed.GetValue(options.ProgramLog) is not null, "--strace", "it is many searches, and a checkpoint is of "
                + "one"),
        ];
        foreach (var (isGiven, option, why) in others)
        {
            if (isGiven)
            {
                throw new UsageException($"{what} and {option} do not go together: {why}. Leave one of them out.");
            }
        }
    }

    /// <summary>Refuses what the checkpoint says, when the reader is left to it.</summary>
    private static void RefuseScenario(ParseResult parsed, CliOptions options)
    {
        Option[] scenario =
        [
            options.Writer, options.Maps, options.Layout, options.At, options.Call, options.Window, options.Touched,
            options.Pid, options.Readers, options.Repeat, options.Undo, options.RecordsPerPage, options.RwSem,
            options.Faults, options.Invariant, options.Tearing, options.NoWitness,
        ];
        if (Array.Find(scenario, option => parsed.GetResult(option) is { Implicit: false }) is { } given)
        {
            throw new UsageException($"{given.Name} says what is checked, and with --resume and no READER the "
                + $"checkpoint says it. Leave {given.Name} out, or give the whole command of the first time, with "
                + "--resume in place of --checkpoint.");
        }
    }
}
