using System.CommandLine;
using LockCheck.Cli.Checking;
using LockCheck.Cli.Options;

namespace LockCheck.Cli.Verbs;

/// <summary><c>lockcheck claims [CLAIM...]</c>.</summary>
internal static class ClaimsVerb
{
    public static Command Make(CliOptions options, Surroundings surroundings, CancellationToken cancellation)
    {
        var filters = new Argument<string[]>("CLAIM")
        {
            Description = "Only these: a row of the bug catalogue (#18), a defect (S4-4), a section (6.1), a column or "
                + "a row of the tables there, a group. Default: all claims.",
            HelpName = "CLAIM",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var command = new Command("claims", "Check what the documents claim: does the model find what they say?")
        {
            filters,
            options.MaxStates,
            options.MaxSeconds,
            options.MaxMemory,
            options.Assembly,
            options.Json,
        };
        command.SetAction(parsed => new ClaimsRun(
            parsed.GetValue(filters) ?? [], PairRequest.From(parsed, options), surroundings, cancellation).Run());
        return command;
    }
}
