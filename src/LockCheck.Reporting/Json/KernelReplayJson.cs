using LockCheck.Conformance.OnKernel;

namespace LockCheck.Reporting.Json;

/// <summary>What became of a schedule on the running kernel.</summary>
public sealed record KernelReplayJson
{
    public required string Verdict { get; init; }

    public required string? Reason { get; init; }

    public required string? Reader { get; init; }

    public required IReadOnlyList<KernelRowJson> Rows { get; init; }

    internal static KernelReplayJson? Of(KernelReplay? replay) => replay is null ? null : new()
    {
        Verdict = replay.Verdict switch
        {
            KernelVerdict.Confirmed => "confirmed",
            KernelVerdict.NotReproduced => "not reproduced",
            _ => "not controllable",
        },
        Reason = replay.Reason.Length > 0 ? replay.Reason : null,
        Reader = replay.Reader.Length > 0 ? replay.Reader : null,
        Rows = [.. replay.Rows.Select(row => new KernelRowJson
        {
            Model = row.Model?.ToString(),
            Kernel = row.Kernel?.ToString(),
            Calls = row.Calls,
        })],
    };
}

/// <summary>A record on both sides, or the calls between two.</summary>
public sealed record KernelRowJson
{
    public required string? Model { get; init; }

    public required string? Kernel { get; init; }

    public required IReadOnlyList<string> Calls { get; init; }
}
