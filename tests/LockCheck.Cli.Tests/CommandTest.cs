using System.Text.RegularExpressions;

namespace LockCheck.Cli.Tests;

/// <summary>
/// Runs the command in this process, with a folder of its own and a clock that stands still: the same command prints
/// the same bytes.
/// </summary>
public abstract class CommandTest : IDisposable
{
    private const long Gibibyte = 1L << 30;

    protected CommandTest() => Folder = Directory.CreateTempSubdirectory("lockcheck-test-").FullName;

    /// <summary>Gets a folder for this test alone.</summary>
    protected string Folder { get; }

    /// <summary>Gets the folder that schedules are written to.</summary>
    protected string Out => Path.Combine(Folder, "out");

    /// <summary>Gets or sets how many searches run side by side.</summary>
    protected int Workers { get; set; } = 2;

    /// <summary>Gets the assembly with the tests' own protocols.</summary>
    protected static string OwnAssembly => typeof(CommandTest).Assembly.Location;

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Runs a command line; paths of this machine are replaced in what it prints.</summary>
    protected Outcome Run(params string[] args) => Run(default(CancellationToken), args);

    /// <summary>Runs a command line that is interrupted.</summary>
    protected Outcome Run(CancellationToken cancellation, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var surroundings = new Surroundings
        {
            Out = output,
            Error = error,
            Clock = new StoppedClock(),
            MemoryBytes = Gibibyte,
            Workers = Workers,
        };
        var code = CommandLine.Run(args, surroundings, cancellation);
        return new Outcome(
            string.Join(' ', args.Select(Shown)), code, Plain(output.ToString()), Plain(error.ToString()));
    }

    /// <summary>Runs <c>check</c> with the test's folder for schedules.</summary>
    protected Outcome Check(params string[] args) => Run(["check", .. args, "--out", Out]);

    /// <summary>The files that were written, by name.</summary>
    protected IReadOnlyList<string> Schedules() => Directory.Exists(Out)
        ? [.. Directory.EnumerateFiles(Out).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>Writes a file into the test's folder.</summary>
    protected string Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private string Plain(string text) => text
        .Replace(Folder, "DIR", StringComparison.Ordinal)
        .Replace(Golden.Data, "DATA", StringComparison.Ordinal)
        .Replace(OwnAssembly, "MY.dll", StringComparison.Ordinal);

    private string Shown(string argument)
    {
        var plain = Plain(argument);
        return plain.Contains(' ', StringComparison.Ordinal) ? $"'{plain}'" : plain;
    }
}

/// <summary>What a command printed, and its exit code.</summary>
/// <param name="CommandText">The command line.</param>
/// <param name="Code">The exit code.</param>
/// <param name="Output">What it printed.</param>
/// <param name="Error">What it printed on standard error.</param>
public sealed partial record Outcome(string CommandText, int Code, string Output, string Error)
{
    /// <summary>
    /// The whole screen, for a golden file. How many states there were is asserted elsewhere: it changes with every
    /// reduction and every byte of a monitor, and a screen should not.
    /// </summary>
    public string Screen => $"$ lockcheck {CommandText}\n{Masked(Output)}{Error}exit {Code}\n";

    private static string Masked(string output) => NumbersOfSearch().Replace(
        output, match => AnyNumber().Replace(match.Value, "N"));

    [GeneratedRegex(
        @"^(states  |missed  |search  |runs  |  ""(states|transitions|terminal_states|depth|vector_bytes"
        + @"|miss_probability)"":|      ""(states|transitions|depth)"":).*$|\[[0-9,]+ states\]$",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex NumbersOfSearch();

    [GeneratedRegex(@"\b[0-9][0-9.,]*(e-?[0-9]+)?(?=[^0-9]|$)", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex AnyNumber();
}
