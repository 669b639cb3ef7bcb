using System.CommandLine;

namespace LockCheck.Cli.Options;

/// <summary>The options about checkpoints.</summary>
internal sealed class CheckpointOptions
{
    public Option<string?> Folder { get; } = new("--checkpoint")
    {
        Description = "Write checkpoints of the search to this folder, now and then, and when a limit or Ctrl-C "
            + "ends it.",
        HelpName = "DIR",
    };

    public Option<double?> Every { get; } = new("--checkpoint-every")
    {
        Description = "The seconds between two checkpoints; never less than twenty times what the last one took. "
            + "Default: 30.",
        HelpName = "S",
        CustomParser = Read.Positive(CliOptions.SecondsMax),
    };

    public Option<string?> Resume { get; } = new("--resume")
    {
        Description = "Go on from the checkpoint in this folder, with its options, and write further ones there "
            + "(docs/checkpoints.md).",
        HelpName = "DIR",
    };
}
