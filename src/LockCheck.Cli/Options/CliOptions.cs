using System.CommandLine;
using LockCheck.Engine;
using LockCheck.Kernel;

namespace LockCheck.Cli.Options;

/// <summary>Every option of every verb, each once: one name, one meaning, one way to read it.</summary>
internal sealed class CliOptions
{
    public const string Self = "self";
    public const string Each = "each";
    public const string All = "all";
    public const string None = "none";
    public const string DefaultOut = "lockcheck-out";

    private const int WindowCallsMax = 100;
    private const int ThreadsMax = KernelModel.MaxActors;
    private const double SecondsMax = 10_000_000;
    private const double GibibytesMax = 1 << 20;

    public Option<string[]> Writer { get; } = new("--writer")
    {
        Description = "A writer workload (see `lockcheck list`); may be given several times.",
        HelpName = "W",
    };

    public Option<string?> Maps { get; } = new("--maps")
    {
        Description = "Start from the memory map of a real process: a copy of /proc/PID/maps, a process id, or self.",
        HelpName = "FILE|PID|self",
    };

    public Option<string?> Layout { get; } = new("--layout")
    {
        Description = "Start from this layout, such as '0-4r 4-8w 8-12r', or from one in a file. Default: the writer's "
            + "own.",
        HelpName = "LAYOUT|FILE",
    };

    public Option<string?> At { get; } = new("--at")
    {
        Description = "The VMA that the writers work on, counted from 0; or each, to try them all in turn. With "
            + "--strace: the line of the call that the window begins with, or each.",
        HelpName = "VMA|LINE|each",
    };

    public Option<string[]> Call { get; } = new("--call")
    {
        Description = "A memory call that one further writer makes, such as 'munmap 4-8' or 'mprotect 4-6r 6-8r'; may "
            + "be given several times, and they are made in this order.",
        HelpName = "CALL",
    };

    public Option<string?> ProgramLog { get; } = new("--strace")
    {
        Description = "Take the writer's calls from this log of strace of a real program, whose map right after its "
            + "exec is --maps (`lockcheck maps --help` says how to make both).",
        HelpName = "LOG",
    };

    public Option<int?> Window { get; } = new("--window")
    {
        Description = "How many consecutive calls of the log the reader races against; with --at each, or no --at, "
            + "from every call on in turn, with --at LINE from the call at that line of the log. Default: 1.",
        HelpName = "N",
        CustomParser = Read.Int(1, WindowCallsMax),
    };

    public Option<int?> Readers { get; } = new("--readers")
    {
        Description = "How many readers there are. Default: 1.",
        HelpName = "N",
        CustomParser = Read.Int(1, ThreadsMax),
    };

    public Option<int?> Repeat { get; } = new("--repeat")
    {
        Description = "How many rounds each writer makes. Default: 1.",
        HelpName = "K",
        CustomParser = Read.Int(1, 1_000_000),
    };

    public Option<bool> Undo { get; } = new("--undo")
    {
        Description = "Let each round be the change and its undoing: the calls by which a program gets its memory map "
            + "back.",
    };

    public Option<RecordsPerPage?> RecordsPerPage { get; } = new("--records-per-page")
    {
        Description = "How many records fit into the reader's page: a number, all, or choice (a page may be full after "
            + "every record). Default: 1.",
        HelpName = "N|all|choice",
        CustomParser = Read.RecordsPerPage,
    };

    public Option<RwSemLevel?> RwSem { get; } = new("--rwsem")
    {
        Description = "How much of mmap_lock is modelled: L0, a plain reader-writer lock; L1, waiting threads are "
            + "seen; L2, stealing and HANDOFF too. Default: L1.",
        HelpName = "L0|L1|L2",
        CustomParser = Read.RwSem,
    };

    public Option<RecordsPerPage[]> PageSizes { get; } = new("--records-per-page")
    {
        Description = "How many records fit into the reader's page: numbers, all, or choice (a page may be full after "
            + "every record); each makes tables of its own. Default: 1.",
        HelpName = "N|all|choice",
        CustomParser = Read.PageSizes,
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = true,
    };

    public Option<RwSemLevel[]> RwSemLevels { get; } = new("--rwsem")
    {
        Description = "How much of mmap_lock is modelled: L0, a plain reader-writer lock; L1, waiting threads are "
            + "seen; L2, stealing and HANDOFF too; each makes tables of its own. Default: L1.",
        HelpName = "L0|L1|L2",
        CustomParser = Read.RwSemLevels,
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = true,
    };

    public Option<bool> States { get; } = new("--states")
    {
        Description = "Print the distinct states of each cell too, and where each writer works.",
    };

    public Option<Faults?> Faults { get; } = new("--faults")
    {
        Description = "Faults that may strike, each at most once a run: signal, exit, nomem, grow (the first record of "
            + "a /proc file does not fit into its buffer), reflimit (vm_refcnt cannot grow), irq (a BPF program runs "
            + "with interrupts off), overflow (its output does not fit), manyobjects (it has none for a million "
            + "objects). Default: none.",
        HelpName = "F,F,...",
        CustomParser = Read.Faults,
    };

    public Option<string[]> Invariant { get; } = new("--invariant")
    {
        Description = "Check only this invariant; may be given several times. Default: all of them, I2 and I7 only if "
            + "the reader promises them, I16 only beside an exec.",
        HelpName = "ID",
    };

    public Option<bool> Tearing { get; } = new("--tearing")
    {
        Description = "Measure the worst tearing: from how many states the records of one read() come, how far "
            + "neighbours overlap, what they leave out. Always done when I7 is promised or named.",
    };

    public Option<bool> Alone { get; } = new("--alone")
    {
        Description = "Check too that each reader, from every state and with nobody else running, ends or has to wait. "
            + "It takes the readers' steps twice.",
    };

    public Option<bool> NoWitness { get; } = new("--no-witness")
    {
        Description = "Let I1 remember every lost page, not one of them: more states, for readers that turn back.",
    };

    public Option<bool> Confirm { get; } = new("--confirm")
    {
        Description = "Carry what is found out on the running kernel, too, and say whether it shows the same.",
    };

    public Option<bool> OnKernel { get; } = new("--on-kernel")
    {
        Description = "Carry the schedule out on the running kernel, too, and show both outputs side by side.",
    };

    public Option<bool> StopAtFirst { get; } = new("--stop-at-first")
    {
        Description = "End at the first failure, instead of searching on for other broken promises.",
    };

    public Option<bool> Exhaustive { get; } = new("--exhaustive")
    {
        Description = "Search all states. This is the default.",
    };

    public Option<long?> Sample { get; } = new("--sample")
    {
        Description = "Make N random runs instead of a search over all states.",
        HelpName = "N",
        CustomParser = Read.Long,
    };

    public Option<ulong?> Seed { get; } = new("--seed")
    {
        Description = "The seed of the random runs. Default: 0.",
        HelpName = "S",
        CustomParser = Read.Seed,
    };

    public Option<SamplingStrategy?> Strategy { get; } = new("--strategy")
    {
        Description = "How random runs are drawn: random (a walk), pct (priorities that change at few points), pos "
            + "(priorities of operations that race), surw (uniform orders of the operations on one object). "
            + "docs/sampling.md says which for what. Default: random.",
        HelpName = "random|pct|pos|surw",
        CustomParser = Read.Strategy,
    };

    public Option<int?> Depth { get; } = new("--depth")
    {
        Description = "The depth of the bugs that --strategy pct looks for: how many orders of two steps they need. "
            + "Default: 3.",
        HelpName = "D",
        CustomParser = Read.Int(1, SamplingPlan.DepthMax),
    };

    public Option<int?> Workers { get; } = new("--workers")
    {
        Description = "How many threads share the search, or the random runs; the result is the same for any number. "
            + "Default: one for each processor, at most 8.",
        HelpName = "N",
        CustomParser = Read.Int(1, SearchOptions.WorkersMax),
    };

    public Option<bool> DepthFirst { get; } = new("--depth-first")
    {
        Description = "Search depth first: a smaller frontier, but schedules are not the shortest.",
    };

    public Option<string?> Reduce { get; } = new("--reduce")
    {
        Description = "Leave schedules out that differ from others in nothing that anybody can tell: por "
            + "(partial-order reduction). What breaks is the same; states are fewer, and schedules not always the "
            + "shortest. Default: none.",
        HelpName = "por",
        CustomParser = Read.Reduction,
    };

    public Option<int?> Preemptions { get; } = new("--preemptions")
    {
        Description = "At most N context switches away from a thread that could go on. Default: no bound.",
        HelpName = "N",
        CustomParser = Read.Int(0, byte.MaxValue - 1),
    };

    public Option<long?> MaxStates { get; } = new("--max-states")
    {
        Description = "At most N distinct states. Default: no bound.",
        HelpName = "N",
        CustomParser = Read.Long,
    };

    public Option<double?> MaxSeconds { get; } = new("--max-seconds")
    {
        Description = "At most S seconds. Default: no bound.",
        HelpName = "S",
        CustomParser = Read.Positive(SecondsMax),
    };

    public Option<double?> MaxMemory { get; } = new("--max-memory")
    {
        Description = "At most so much memory for states, in GiB. Default: 60 % of the machine's.",
        HelpName = "GiB",
        CustomParser = Read.Positive(GibibytesMax),
    };

    public Option<string?> Checkpoint { get; } = new("--checkpoint")
    {
        Description = "Write checkpoints of the search to this folder, now and then and when a limit or Ctrl-C ends it.",
        HelpName = "DIR",
    };

    public Option<double?> CheckpointEvery { get; } = new("--checkpoint-every")
    {
        Description = "The seconds between two checkpoints; never less than twenty times what the last one took. "
            + "Default: 30.",
        HelpName = "S",
        CustomParser = Read.Positive(SecondsMax),
    };

    public Option<string?> Resume { get; } = new("--resume")
    {
        Description = "Go on from the checkpoint in this folder, with its options, and write further ones there "
            + "(docs/checkpoints.md).",
        HelpName = "DIR",
    };

    public Option<string[]> Assembly { get; } = new("--assembly")
    {
        Description = "An assembly with readers, writers and invariants of your own; may be given several times.",
        HelpName = "MY.dll",
    };

    public Option<string?> Out { get; } = new("--out")
    {
        Description = $"The folder for schedule files. Default: {DefaultOut}.",
        HelpName = "DIR",
    };

    public Option<string> To { get; } = new("--to")
    {
        Description = "The program that is to replay it: coyote (Microsoft Coyote 1.7.11).",
        HelpName = "coyote",
        Required = true,
    };

    public Option<string?> OutTrace { get; } = new("--out")
    {
        Description = "The file for the trace. Default: beside the schedule, with its name.",
        HelpName = "FILE.trace",
    };

    public Option<string?> Like { get; } = new("--like")
    {
        Description = "Take the scenario of this schedule. Default: that of the claim whose test wrote the trace, or "
            + "of the schedule that was exported.",
        HelpName = "FILE.schedule",
    };

    public Option<string?> ScenarioLine { get; } = new("--scenario")
    {
        Description = "Take this scenario: 'reader: R; writer: W; ...', with the keys of a schedule's head and, for "
            + "what is missing, the defaults of `lockcheck check`.",
        HelpName = "TEXT",
    };

    public Option<string> InitialMaps { get; } = new("--maps")
    {
        Description = "The map that the first process has right after its exec: a copy of /proc/PID/maps.",
        HelpName = "INITIAL",
        Required = true,
    };

    public Option<string> Strace { get; } = new("--strace")
    {
        Description = "The log: strace -f -y -e trace=memory,desc,process -o LOG, under setarch -R.",
        HelpName = "LOG",
        Required = true,
    };

    public Option<string?> Touched { get; } = new("--touched")
    {
        Description = "What is written to, since strace shows no page faults: all that is private and writable, none, "
            + "or the ranges of a file (docs/address-space.md). Default: all.",
        HelpName = "all|none|FILE",
    };

    public Option<string?> Expect { get; } = new("--expect")
    {
        Description = "Print how the map differs from this one, instead of the map.",
        HelpName = "FINAL",
    };

    public Option<long?> Pid { get; } = new("--pid")
    {
        Description = "The process whose map it is. Default: the first of the log.",
        HelpName = "N",
        CustomParser = Read.Long,
    };

    public Option<long?> Until { get; } = new("--until")
    {
        Description = "Take the map after this line of the log, or at its end. Default: where the log last reads the "
            + "map, or else its end; with --expect, whichever of these fits best.",
        HelpName = "LINE|end",
        CustomParser = Read.LineOrEnd,
    };

    public Option<int?> First { get; } = new("--first")
    {
        Description = "Show at most N differences of a file. Default: 3.",
        HelpName = "N",
        CustomParser = Read.Int(0, 1_000_000),
    };

    public Option<string[]> Only { get; } = new("--only")
    {
        Description = "Run only this check; may be given several times. Default: all of them.",
        HelpName = "NAME",
    };

    public Option<double?> Seconds { get; } = new("--seconds")
    {
        Description = "Let each check that draws cases go on for S seconds. Default: an amount of its own.",
        HelpName = "S",
        CustomParser = Read.Positive(SecondsMax),
    };

    public Option<string?> Program { get; } = new("--program")
    {
        Description = "Run PROGRAM under strace instead, and compare its map at its end. Its arguments follow `--`.",
        HelpName = "PROGRAM",
    };

    public Option<ulong?> DrawSeed { get; } = new("--seed")
    {
        Description = "The seed of the cases that are drawn. Default: 0.",
        HelpName = "S",
        CustomParser = Read.Seed,
    };

    public Option<bool> Json { get; } = new("--json")
    {
        Description = "Print one JSON object, and nothing else, on standard output (docs/json.md).",
    };
}
