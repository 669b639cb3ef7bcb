using System.CommandLine;
using LockCheck.Cli.Options;
using LockCheck.Kernel;

namespace LockCheck.Cli.Checking;

/// <summary>What the command line of <c>matrix</c> asks for: a table for each setting.</summary>
internal sealed record MatrixRequest
{
    /// <summary>Gets what holds for every table; its page size and level of the rwsem do not count.</summary>
    public required PairRequest Common { get; init; }

    /// <summary>Gets the settings, one a table.</summary>
    public required IReadOnlyList<(RecordsPerPage RecordsPerPage, RwSemLevel RwSem)> Settings { get; init; }

    /// <summary>Gets whether the states of each cell are printed.</summary>
    public bool WithStates { get; init; }

    public static MatrixRequest From(ParseResult parsed, CliOptions options)
    {
        RecordsPerPage[] pages = parsed.GetValue(options.PageSizes) is { Length: > 0 } given ? given : [new(1)];
        RwSemLevel[] levels = parsed.GetValue(options.RwSemLevels) is { Length: > 0 } named ? named : [RwSemLevel.L1];
        return new MatrixRequest
        {
            Common = PairRequest.From(parsed, options),
            Settings = [.. pages.Distinct().SelectMany(page => levels.Distinct().Select(level => (page, level)))],
            WithStates = parsed.GetValue(options.States),
        };
    }
}
