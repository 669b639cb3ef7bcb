using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using LockCheck.Reporting.Text;

namespace LockCheck.Cli.Options;

/// <summary>The help of every verb, with examples and exit codes below the options.</summary>
internal sealed class Help : SynchronousCommandLineAction
{
    private static readonly string[] CheckExamples =
    [
        "lockcheck check task_vma/v3 --maps self",
        "lockcheck check task_vma/v7 --writer split-front",
        "lockcheck check task_vma/v7 --writer split-front --layout '0-4r 4-8w 8-12r' --at 2",
        "lockcheck check task_vma/v7 --writer munmap-tail-of-mid --maps 1234 --at each",
        "lockcheck check task_vma/v7 --readers 2 --writer merge-both --max-seconds 60",
        "lockcheck check task_vma/v7 --writer merge-both --sample 10000 --seed 7",
        "lockcheck check task_vma/v7 --call 'mprotect 4-6r' --call 'munmap 0-4'",
        "lockcheck check task_vma/v7-mm-ref --maps python.initial.maps --strace python.strace --window 2",
        "lockcheck check task_vma/v7 --readers 2 --writer merge-both --checkpoint DIR",
        "lockcheck check --resume DIR",
        "lockcheck check my/reader --assembly MyProtocols.dll --writer split-front",
    ];

    private readonly HelpAction _plain;

    private Help(HelpAction plain)
    {
        _plain = plain;
        _plain.MaxWidth = Wrapping.Columns;
    }

    /// <summary>Gets that help is given whatever else the command line lacks.</summary>
    public override bool ClearsParseErrors => true;

    /// <summary>Takes the place of the plain help.</summary>
    public static void AddTo(RootCommand root)
    {
        foreach (var option in root.Options.OfType<HelpOption>())
        {
            option.Action = new Help((HelpAction)option.Action!);
        }
    }

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        _plain.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        Print(output, "Examples:", ExamplesOf(parseResult.CommandResult.Command.Name));
        Print(output, "Exit codes:",
        [
            "0  nothing found; what is observed and not promised does not count",
            "11 a deadlock        12 a broken promise or a crash; diff: a loss; claims, vma, maps, conform: one",
            "                        differs",
            "13 a reader that runs alone can go round for ever",
            "2  wrong usage       3  inconclusive: Ctrl-C; or a limit, or random runs, and nothing found",
            "4  replay diverged   70 an error of lockcheck itself",
        ]);
        return ExitCodes.Nothing;
    }

    private static string[] ExamplesOf(string verb) => verb switch
    {
        "check" => CheckExamples,
        "replay" => ["lockcheck replay lockcheck-out/task_vma-v7.split-front.I1.schedule"],
        "export" => ["lockcheck export lockcheck-out/task_vma-v7.split-front.I1.schedule --to coyote"],
        "import" =>
        [
            "lockcheck import tests_0.trace",
            "lockcheck import tests_0.trace --like lockcheck-out/task_vma-v7.split-front.I1.schedule",
            "lockcheck import tests_0.trace --scenario 'reader: task_vma/v7; writer: split-front'",
        ],
        "matrix" =>
        [
            "lockcheck matrix",
            "lockcheck matrix --records-per-page 2 --rwsem L0 --repeat 2 --json",
            "lockcheck matrix --undo --records-per-page 1 2 all --rwsem L0 L1 --states",
        ],
        "diff" =>
        [
            "lockcheck diff task_vma/v5 task_vma/v7",
            "lockcheck diff task_vma/v7 my/reader --assembly MyProtocols.dll",
        ],
        "claims" => ["lockcheck claims", "lockcheck claims '#18' S4-4 6.1", "lockcheck claims P-PV --json"],
        "list" =>
        [
            "lockcheck list",
            "lockcheck list task_vma P-PV split-front",
            "lockcheck list --assembly MyProtocols.dll",
        ],
        "vma" => ["lockcheck vma merge_corpus_0.jsonl vma_tests.json", "lockcheck vma calls.jsonl --first 10 --json"],
        "maps" =>
        [
            "setarch -R strace -f -y -e trace=memory,desc,process -o LOG cat /proc/self/maps > FINAL",
            "lockcheck maps --maps INITIAL --strace LOG",
            "lockcheck maps --maps INITIAL --strace LOG --expect FINAL",
        ],
        "conform" =>
        [
            "lockcheck conform",
            "lockcheck conform --only merge-split --seconds 60 --seed 7",
            "lockcheck conform --program python3 -- -c 'import json'",
        ],
        _ => ["lockcheck list", CheckExamples[0], CheckExamples[1], "lockcheck diff task_vma/v5 task_vma/v7"],
    };

    private static void Print(TextWriter output, string title, string[] lines)
    {
        output.Write($"{title}\n");
        foreach (var line in lines)
        {
            output.Write($"  {line}\n");
        }

        output.Write('\n');
    }
}
