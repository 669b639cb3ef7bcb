using System.Collections.Immutable;
using LockCheck.Kernel.Layouts;

namespace LockCheck.Kernel.Traces;

/// <summary>Consecutive memory calls of a real program, on the map that it had then.</summary>
public sealed record TraceWindow
{
    /// <summary>The line of its first call in the log.</summary>
    public required long Line { get; init; }

    /// <summary>The line of its last call.</summary>
    public required long LastLine { get; init; }

    /// <summary>Its calls as the log has them, without those that change nothing in the map and take no lock.</summary>
    public required ImmutableArray<string> Texts { get; init; }

    /// <summary>The word of its first call, such as <c>mprotect</c>.</summary>
    public required string Word { get; init; }

    /// <summary>Whether a call of it changes the map.</summary>
    public required bool Changes { get; init; }

    /// <summary>Why it cannot be played in a small world; null if it can.</summary>
    public string? WhyNot { get; init; }

    /// <summary>
    /// The map before its first call, with a model page for each stretch of addresses in which no VMA and no call
    /// begins or ends: all pages of such a stretch share their fate, and every edge has its address. Null where
    /// <see cref="WhyNot"/> says why, or nothing changes.
    /// </summary>
    public Layout? Layout { get; init; }

    /// <summary>Its calls on that layout, and the first writes between them.</summary>
    public ImmutableArray<ProgramCall> Calls { get; init; } = [];
}
