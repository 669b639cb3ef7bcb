using System.CommandLine;
using LockCheck.Cli.Options;
using LockCheck.Kernel;

namespace LockCheck.Cli.Checking;

/// <summary>What the command line of <c>matrix</c> and <c>diff</c> asks for: settings for every pair.</summary>
internal sealed record PairRequest
{
    public int Repeat { get; init; } = 1;

    public bool Undoes { get; init; }

    public RecordsPerPage RecordsPerPage { get; init; } = new(1);

    public RwSemLevel RwSem { get; init; } = RwSemLevel.L1;

    public required SearchRequest Search { get; init; }

    public required IReadOnlyList<string> Assemblies { get; init; }

    public required string Out { get; init; }

    public bool Json { get; init; }

    public static PairRequest From(ParseResult parsed, CliOptions options) => new()
    {
        Repeat = parsed.GetValue(options.Repeat) ?? 1,
        Undoes = parsed.GetValue(options.Undo),
        RecordsPerPage = parsed.GetValue(options.RecordsPerPage) ?? new RecordsPerPage(1),
        RwSem = parsed.GetValue(options.RwSem) ?? RwSemLevel.L1,
        Search = SearchRequest.From(parsed, options) with { Workers = 1 },
        Assemblies = parsed.GetValue(options.Assembly) ?? [],
        Out = parsed.GetValue(options.Out) ?? CliOptions.DefaultOut,
        Json = parsed.GetValue(options.Json),
    };
}
