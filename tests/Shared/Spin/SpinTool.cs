using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace LockCheck.Spin;

/// <summary>
/// Holzmann's SPIN ("The Model Checker SPIN", IEEE TSE 23(5), 1997), where it is installed: makes a verifier of a model
/// of <c>scripts/spin</c> and runs it over all states.
/// </summary>
internal static class SpinTool
{
    // Deeper than any run of these models by far; 5 MB.
    private const string StackSteps = "-m100000";

    /// <summary>Which program is missing and what to install; null if all is there.</summary>
    public static string? WhyNot => Find("spin") is null
        ? "there is no spin. Install it, such as Debian's package spin"
        : Find("gcc") is null ? "there is no gcc, which compiles what spin writes. Install it" : null;

    /// <summary>The root of the repository.</summary>
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Here(), "..", "..", ".."));

    /// <summary>The folder of the models.</summary>
    public static string Sources { get; } = Path.Combine(Root, "scripts", "spin");

    /// <summary>Makes the verifier of a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="setting">How.</param>
    /// <param name="folder">Where; what is there of an earlier verifier is overwritten.</param>
    /// <param name="optimisation">The compiler's, such as <c>-O3</c>.</param>
    /// <param name="sources">The folder of the models; null for that of the repository.</param>
    /// <returns>The program.</returns>
    /// <exception cref="SpinException">One of the two programs failed.</exception>
    public static string Build(
        SpinModel model, SpinSetting setting, string folder, string optimisation, string? sources = null)
    {
        Directory.CreateDirectory(folder);
        File.Delete(Path.Combine(folder, "pan.c"));
        var source = Path.Combine(sources ?? Sources, model.File);
        var said = Run(
            "spin", folder, [.. setting.Generator, .. model.Defines.Select(name => $"-D{name}"), "-a", source]);
        if (!File.Exists(Path.Combine(folder, "pan.c")))
        {
            throw new SpinException($"spin made no verifier of {model.File}. It said:\n{said}");
        }

        // -DSAFETY and -DNOFAIR leave out what only liveness needs; -w here is the compiler's: no warnings.
        Run("gcc", folder, [optimisation, "-w", "-DSAFETY", "-DNOFAIR", .. setting.Compiler, "-o", "pan", "pan.c"]);
        return Path.Combine(folder, "pan");
    }

    /// <summary>Searches all states, behind broken assertions too.</summary>
    /// <param name="verifier">The program.</param>
    /// <param name="states">How many states there are about: the hash table gets two to four slots for each.</param>
    /// <returns>What it printed.</returns>
    /// <exception cref="SpinException">It failed, or the search was cut.</exception>
    public static SpinRun Search(string verifier, long states)
    {
        var bits = Math.Max(18, 2 + (int)Math.Log2(states)).ToString(CultureInfo.InvariantCulture);
        return SpinRun.Parse(
            Run(verifier, Path.GetDirectoryName(verifier)!, [StackSteps, $"-w{bits}", "-c0"], anyExit: true));
    }

    // What the exit code of a verifier says of broken assertions differs between versions.
    private static string Run(string program, string folder, IReadOnlyList<string> arguments, bool anyExit = false)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var said = process.StandardOutput.ReadToEnd() + errors.Result;
        process.WaitForExit();
        return process.ExitCode == 0 || anyExit
            ? said
            : throw new SpinException(
                $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}. It said:\n{said}");
    }

    private static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
