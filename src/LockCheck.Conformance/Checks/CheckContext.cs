using LockCheck.Conformance.Bpf;
using LockCheck.Conformance.Targets;

namespace LockCheck.Conformance.Checks;

/// <summary>What a check is given.</summary>
public sealed record CheckContext
{
    /// <summary>Gets the seed of whatever it draws: the same one draws the same.</summary>
    public ulong Seed { get; init; }

    /// <summary>Gets how long it goes on, in seconds; null for an amount that the check chooses.</summary>
    public double? Seconds { get; init; }

    /// <summary>Gets the clock behind that time.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Gets what stops it.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Gets what shows how far it is.</summary>
    public Action<string> Progress { get; init; } = static _ => { };

    /// <summary>
    /// Gets what shows the kernel's own view of a target's region, from a page of it, where anything can; null for no
    /// such view. A BPF program, if not set.
    /// </summary>
    public Func<TargetProcess, long, IKernelView?>? KernelViews { get; init; } = RegionKernelView.TryOpen;

    /// <summary>Whether to stop: somebody asked for it, or the time is over.</summary>
    /// <param name="begun">The timestamp of the clock when the check began.</param>
    public bool IsOver(long begun) => Cancellation.IsCancellationRequested ||
        (Seconds is { } seconds && Clock.GetElapsedTime(begun).TotalSeconds >= seconds);
}
