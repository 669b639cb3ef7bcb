using LockCheck.Conformance.Model;
using LockCheck.Kernel;

namespace LockCheck.Conformance.OnKernel;

/// <summary>A schedule of the model, carried out on the running kernel.</summary>
public sealed record KernelReplay
{
    /// <summary>Gets what became of it.</summary>
    public required KernelVerdict Verdict { get; init; }

    /// <summary>Gets why it cannot be carried out, or where the kernel goes another way; empty if it is confirmed.
    /// </summary>
    public string Reason { get; init; } = string.Empty;

    /// <summary>Gets how the kernel was read; empty if it was not.</summary>
    public string Reader { get; init; } = string.Empty;

    /// <summary>Gets what happened, in order, on both sides.</summary>
    public IReadOnlyList<KernelReplayRow> Rows { get; init; } = [];

    internal static KernelReplay NotControllable(string reason) =>
        new() { Verdict = KernelVerdict.NotControllable, Reason = reason };
}

/// <summary>A record on both sides, or the writer's calls between two.</summary>
/// <param name="Model">The record of the model; null if it has none here.</param>
/// <param name="Kernel">The kernel's record; null if it has none here.</param>
/// <param name="Calls">The calls that the target made, as C; empty for records.</param>
public sealed record KernelReplayRow(MapRecord? Model, ShownVma? Kernel, IReadOnlyList<string> Calls);
