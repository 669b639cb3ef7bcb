using System.Runtime.CompilerServices;

namespace LockCheck;

/// <summary>
/// Compares a text with the one in the project's <c>golden/</c>. LOCKCHECK_UPDATE_GOLDEN=1 overwrites that: read the
/// difference before it is committed.
/// </summary>
internal static class Golden
{
    private const string Switch = "LOCKCHECK_UPDATE_GOLDEN";

    /// <summary>The project's folder of golden texts.</summary>
    public static string Folder { get; } = Path.Combine(Here(), "golden");

    /// <summary>The project's folder of recorded files.</summary>
    public static string Data { get; } = Path.Combine(Here(), "data");

    /// <summary>Compares; the name is that of the file, without <c>.txt</c>.</summary>
    public static void Matches(string name, string actual)
    {
        var file = Path.Combine(Folder, name + ".txt");
        if (Environment.GetEnvironmentVariable(Switch) == "1")
        {
            Directory.CreateDirectory(Folder);
            File.WriteAllText(file, actual);
            return;
        }

        Assert.True(File.Exists(file), $"golden/{name}.txt is missing. Run the test with {Switch}=1 to write it.");
        var expected = File.ReadAllText(file);
        if (expected != actual)
        {
            Assert.Fail(
                $"golden/{name}.txt differs, {Difference(expected.Split('\n'), actual.Split('\n'))}\nIf the change is "
                + $"meant, run the tests with {Switch}=1 and read the difference.");
        }
    }

    private static string Difference(string[] expected, string[] actual)
    {
        var line = expected.Zip(actual).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"line {line + 1}:\n  golden: {At(expected, line)}\n  actual: {At(actual, line)}";
    }

    private static string At(string[] lines, int line) => line < lines.Length ? lines[line] : "(the end)";

    private static string Here([CallerFilePath] string here = "") => Path.Combine(
        Path.GetDirectoryName(here)!, "..", typeof(Golden).Assembly.GetName().Name!);
}
