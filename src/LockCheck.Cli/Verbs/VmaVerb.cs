using System.CommandLine;
using LockCheck.Cli.Checking;
using LockCheck.Cli.Options;

namespace LockCheck.Cli.Verbs;

/// <summary><c>lockcheck vma FILE...</c>.</summary>
internal static class VmaVerb
{
    public static Command Make(CliOptions options, Surroundings surroundings, CancellationToken cancellation)
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "A recording: a .json file of cases, or sequences of calls, one a line "
                + "(docs/address-space.md).",
            HelpName = "FILE",
            Arity = ArgumentArity.OneOrMore,
        };
        var command = new Command(
            "vma", "Play recorded memory calls: are VMAs merged and split, and do calls fail, as in the kernel?")
        {
            files,
            options.First,
            options.Json,
        };
        command.SetAction(parsed => new VmaRun(
            parsed.GetRequiredValue(files),
            parsed.GetValue(options.First) ?? VmaRun.FirstDefault,
            parsed.GetValue(options.Json),
            surroundings,
            cancellation).Run());
        return command;
    }
}
