using System.CommandLine;
using System.Globalization;
using LockCheck.Cli.Options;
using LockCheck.Kernel;

namespace LockCheck.Cli.Checking;

/// <summary>What the command line of <c>check</c> asks for, before names and files are looked up.</summary>
internal sealed record CheckRequest
{
    public required string Reader { get; init; }

    public required IReadOnlyList<string> Writers { get; init; }

    public string? Maps { get; init; }

    public string? Layout { get; init; }

    /// <summary>Gets the VMA to work on; null when none was given, or <c>each</c>.</summary>
    public int? At { get; init; }

    public bool AtEach { get; init; }

    /// <summary>Gets the calls of one further writer, as texts.</summary>
    public IReadOnlyList<string> Calls { get; init; } = [];

    /// <summary>Gets which calls of a log the writer is; null for none.</summary>
    public WindowRequest? Window { get; init; }

    public int Readers { get; init; } = 1;

    public int Repeat { get; init; } = 1;

    public bool Undoes { get; init; }

    public RecordsPerPage RecordsPerPage { get; init; } = new(1);

    public RwSemLevel RwSem { get; init; } = RwSemLevel.L1;

    public Faults Faults { get; init; }

    public IReadOnlyList<string>? Invariants { get; init; }

    public bool MeasuresTearing { get; init; }

    public bool ChecksAlone { get; init; }

    public bool KeepsWitnessOnly { get; init; } = true;

    public bool Confirms { get; init; }

    public required SearchRequest Search { get; init; }

    public required IReadOnlyList<string> Assemblies { get; init; }

    public required string Out { get; init; }

    /// <summary>Gets whether the command line names that folder.</summary>
    public bool IsOutGiven { get; init; }

    public bool Json { get; init; }

    /// <summary>Gets what is asked about checkpoints; null for none.</summary>
    public CheckpointRequest? Checkpoints { get; init; }

    public static CheckRequest From(ParseResult parsed, CliOptions options, string? reader)
    {
        var writers = parsed.GetValue(options.Writer) ?? [];
        var invariants = parsed.GetValue(options.Invariant) ?? [];
        var at = parsed.GetValue(options.At);
        var window = WindowRequest.From(parsed, options, at);
        var request = new CheckRequest
        {
            Reader = reader ?? string.Empty,
            Checkpoints = CheckpointRequest.From(parsed, options, reader),
            Writers = writers,
            Maps = parsed.GetValue(options.Maps),
            Layout = parsed.GetValue(options.Layout),
            At = at is null or CliOptions.Each || window is not null ? null : Vma(at),
            AtEach = at == CliOptions.Each && window is null,
            Calls = parsed.GetValue(options.Call) ?? [],
            Window = window,
            Readers = parsed.GetValue(options.Readers) ?? 1,
            Repeat = parsed.GetValue(options.Repeat) ?? 1,
            Undoes = parsed.GetValue(options.Undo),
            RecordsPerPage = parsed.GetValue(options.RecordsPerPage) ?? new RecordsPerPage(1),
            RwSem = parsed.GetValue(options.RwSem) ?? RwSemLevel.L1,
            Faults = parsed.GetValue(options.Faults) ?? Faults.None,
            Invariants = invariants.Length == 0 ? null : [.. invariants.Distinct()],
            MeasuresTearing = parsed.GetValue(options.Tearing),
            ChecksAlone = parsed.GetValue(options.Alone),
            KeepsWitnessOnly = !parsed.GetValue(options.NoWitness),
            Confirms = parsed.GetValue(options.Confirm),
            Search = SearchRequest.From(parsed, options),
            Assemblies = parsed.GetValue(options.Assembly) ?? [],
            Out = parsed.GetValue(options.Out) ?? CliOptions.DefaultOut,
            IsOutGiven = parsed.GetValue(options.Out) is not null,
            Json = parsed.GetValue(options.Json),
        };
        request.RequireSense();
        return request;
    }

    private void RequireSense()
    {
        if (Maps is not null && Layout is not null)
        {
            throw new UsageException("--maps and --layout both say what the memory map is. Usual cause: a command line "
                + "put together from two. Leave one of them out.");
        }

        if (Window is not null && (Writers.Count > 0 || Calls.Count > 0 || Layout is not null || Undoes || Repeat > 1))
        {
            throw new UsageException("--strace says what the writer does, when and how often, and from which memory "
                + "map; --writer, --call, --layout, --repeat and --undo say it too. Usual cause: a command line put "
                + "together from two. Leave one or the other out.");
        }

        if (Writers.Count == 0 && (AtEach || At is not null))
        {
            throw new UsageException("--at says where a writer works, and there is no writer. Usual cause: --writer "
                + "was forgotten. Add --writer W (`lockcheck list` shows them), or leave --at out.");
        }

        if (ChecksAlone && Search.Sample is not null)
        {
            throw new UsageException("--alone and --sample do not go together: that a reader can go round for ever is "
                + "seen in a search over all states, and random runs keep none. Leave one of them out.");
        }

        if (ChecksAlone && Search.Workers > 1)
        {
            throw new UsageException("--alone and --workers do not go together: one worker follows the readers that "
                + "run alone. Leave one of them out.");
        }

        if (Writers.Count > 1 && AtEach)
        {
            throw new UsageException($"--at each puts one writer at every VMA in turn, and there are {Writers.Count} "
                + "writers. Check them one by one, or give a number to --at.");
        }
    }

    private static int Vma(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var vma)
            ? vma
            : throw new UsageException($"--at takes the number of a VMA, counted from 0, or `each`, and `{text}` is "
                + "neither. Usual cause: an address where a number is expected. Count the lines of the memory map.");
}
