namespace LockCheck.Cli;

/// <summary>What a command meets outside of itself; tests put other things in their places.</summary>
public sealed record Surroundings
{
    /// <summary>Gets where results go.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Gets where errors and progress go.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Gets the clock behind limits, progress and printed times.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Gets whether a person watches <see cref="Error"/> on a terminal.</summary>
    public bool IsInteractive { get; init; }

    /// <summary>Gets the memory of the machine, in bytes.</summary>
    public long MemoryBytes { get; init; } = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    /// <summary>
    /// Gets how many searches run side by side, where there are many, and how many workers share a single one.
    /// </summary>
    public int Workers { get; init; } = Environment.ProcessorCount;

    /// <summary>The surroundings of this process.</summary>
    public static Surroundings OfProcess() => new()
    {
        Out = Console.Out,
        Error = Console.Error,
        IsInteractive = !Console.IsErrorRedirected && !IsSet("CI") && !IsSet("NO_COLOR") &&
            Environment.GetEnvironmentVariable("TERM") is not (null or "dumb"),
    };

    /// <summary>Prints a result: one JSON object, or lines of text.</summary>
    internal void Print(bool asJson, Func<string> json, Func<IEnumerable<string>> lines)
    {
        foreach (var line in asJson ? [json()] : lines())
        {
            Out.Write(line);
            Out.Write('\n');
        }
    }

    private static bool IsSet(string variable) => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable));
}
