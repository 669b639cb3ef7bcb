namespace LockCheck.Reporting.Traces;

/// <summary>One step as a report shows it, before it is cut to the width of a line.</summary>
public sealed record TraceRow
{
    /// <summary>Gets the step's number.</summary>
    public required int Number { get; init; }

    /// <summary>Gets the column of the thread that ran, from 0.</summary>
    public required int Column { get; init; }

    /// <summary>Gets why another thread ran before; empty when the same one did.</summary>
    public required string Switch { get; init; }

    /// <summary>Gets the operation, with the value choices that the step made.</summary>
    public required string Operation { get; init; }

    /// <summary>Gets what else happened in the step: records, returns, broken promises.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Gets the memory map after the step, or how it changed; empty when it did not.</summary>
    public required IReadOnlyList<string> Map { get; init; }

    /// <summary>Gets the step without what differs from round to round: equal shapes can be folded.</summary>
    public required string Shape { get; init; }

    /// <summary>Gets how many records the step reports.</summary>
    public int Records { get; init; }

    /// <summary>Gets whether the step is part of the bug, and is never folded.</summary>
    public bool Matters { get; init; }
}
