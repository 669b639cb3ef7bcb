using System.Collections.Immutable;

namespace LockCheck.Kernel.Recordings;

/// <summary>The first difference between a recording and the model.</summary>
public sealed record Difference
{
    /// <summary>The number of the sequence, or of the case.</summary>
    public long Sequence { get; init; }

    /// <summary>The operation in the sequence, from 0; -1 for a case, which has one.</summary>
    public int Operation { get; init; } = -1;

    /// <summary>The operation in words, with the name of a case.</summary>
    public string Call { get; init; } = string.Empty;

    /// <summary>What differs: the return value, maps, flags, the kernel view.</summary>
    public required string What { get; init; }

    /// <summary>What was recorded, a line each.</summary>
    public required ImmutableArray<string> Expected { get; init; }

    /// <summary>What the model makes of it.</summary>
    public required ImmutableArray<string> Got { get; init; }

    /// <summary>A difference of one line.</summary>
    /// <param name="what">What differs.</param>
    /// <param name="expected">What was recorded.</param>
    /// <param name="got">What the model makes of it.</param>
    public static Difference Of(string what, string expected, string got) =>
        new() { What = what, Expected = [expected], Got = [got] };

    /// <summary>The difference of two views, or null.</summary>
    /// <param name="what">What differs.</param>
    /// <param name="expected">What was recorded.</param>
    /// <param name="got">What the model makes of it.</param>
    public static Difference? OfRows<T>(string what, ImmutableArray<T> expected, ImmutableArray<T> got)
        where T : IEquatable<T> =>
        expected.AsSpan().SequenceEqual(got.AsSpan())
            ? null
            : new Difference
            {
                What = what,
                Expected = [.. expected.Select(row => row.ToString()!)],
                Got = [.. got.Select(row => row.ToString()!)],
            };
}
