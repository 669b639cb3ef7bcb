namespace LockCheck.Specs.Catalog;

/// <summary>A name that the catalogue does not know. The message gives the nearest ones.</summary>
public sealed class UnknownNameException : Exception
{
    private const int Nearest = 3;

    /// <summary>Makes the exception.</summary>
    public UnknownNameException()
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What happened, and what to do.</param>
    public UnknownNameException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What happened, and what to do.</param>
    /// <param name="innerException">What caused it.</param>
    public UnknownNameException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal static UnknownNameException For(
        string kind, string name, IEnumerable<string> known, string list = "lockcheck list")
    {
        var near = known.OrderBy(other => Distance(name, other)).ThenBy(other => other, StringComparer.Ordinal)
            .Take(Nearest);
        return new UnknownNameException(
            $"There is no {kind} `{name}`. Nearest: {string.Join(", ", near)}. `{list}` shows all of them.");
    }

    /// <summary>Edit distance (Levenshtein), where leaving out the part before a slash costs little.</summary>
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(
                    Math.Min(above, row[j - 1]) + 1,
                    diagonal + (char.ToLowerInvariant(one[i - 1]) == char.ToLowerInvariant(other[j - 1]) ? 0 : 1));
                diagonal = above;
            }
        }

        return other.Contains(one, StringComparison.OrdinalIgnoreCase) ? row[^1] - other.Length : row[^1];
    }
}
