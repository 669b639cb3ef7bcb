using System.Collections.Immutable;

namespace LockCheck.Kernel.Traces;

/// <summary>A memory call of the log, and what it did to the map.</summary>
internal sealed record MadeCall
{
    /// <summary>Its line in the log.</summary>
    public required long Line { get; init; }

    /// <summary>Its text, cut where it is long.</summary>
    public required string Text { get; init; }

    /// <summary>The map before it.</summary>
    public required MapView Before { get; init; }

    /// <summary>The map after it, with what was written to at once.</summary>
    public required MapView After { get; init; }

    /// <summary>Its word, one of <see cref="ProgramCall.KnownWords"/>.</summary>
    public required string Word { get; init; }

    /// <summary>The ranges that it works on, in pages; empty where it changes nothing.</summary>
    public required ImmutableArray<(long Start, long End)> Ranges { get; init; }

    /// <summary>Why it cannot be played in a small world; null if it can.</summary>
    public string? WhyNot { get; init; }

    /// <summary>Whether the map looks different after it.</summary>
    public bool Changes => WhyNot is not null || !Ranges.IsEmpty;
}
