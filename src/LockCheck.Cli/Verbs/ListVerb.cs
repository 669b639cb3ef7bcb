using System.CommandLine;
using LockCheck.Cli.Options;
using LockCheck.Cli.Own;
using LockCheck.Reporting.Json;
using LockCheck.Reporting.Lists;

namespace LockCheck.Cli.Verbs;

/// <summary><c>lockcheck list</c>.</summary>
internal static class ListVerb
{
    public static Command Make(CliOptions options, Surroundings surroundings)
    {
        var command = new Command("list", "Show the readers, the writers and the invariants.")
        {
            options.Assembly,
            options.Json,
        };
        command.SetAction(parsed =>
        {
            var catalogue = OwnAssemblies.Load(parsed.GetValue(options.Assembly) ?? []);
            surroundings.Print(
                parsed.GetValue(options.Json),
                () => JsonReports.Text(ListJson.Of(catalogue)),
                () => ListText.Lines(catalogue));
            return ExitCodes.Nothing;
        });
        return command;
    }
}
