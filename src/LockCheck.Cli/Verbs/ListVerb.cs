using System.CommandLine;
using LockCheck.Cli.Options;
using LockCheck.Cli.Own;
using LockCheck.Reporting.Json;
using LockCheck.Reporting.Lists;
using LockCheck.Specs.Catalog;

namespace LockCheck.Cli.Verbs;

/// <summary><c>lockcheck list [NAME...]</c>.</summary>
internal static class ListVerb
{
    public static Command Make(CliOptions options, Surroundings surroundings)
    {
        var names = new Argument<string[]>("NAME")
        {
            Description = "Only these: a reader, a family of readers (task_vma), a column of the matrix (P-TV7), a "
                + "writer, an invariant. Default: all of them.",
            HelpName = "NAME",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var command = new Command(
            "list", "Show the readers with their kernels, sources and known defects, the writers and the invariants.")
        {
            names,
            options.Assembly,
            options.Json,
        };
        command.SetAction(parsed =>
        {
            var catalogue = OwnAssemblies.Load(parsed.GetValue(options.Assembly) ?? []);
            var report = new ListReport(catalogue, Selection.Of(catalogue, parsed.GetValue(names) ?? []));
            surroundings.Print(
                parsed.GetValue(options.Json),
                () => JsonReports.Text(ListJson.Of(report)),
                () => ListText.Lines(report));
            return ExitCodes.Nothing;
        });
        return command;
    }
}
