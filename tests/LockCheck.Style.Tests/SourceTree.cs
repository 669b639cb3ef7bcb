using System.Diagnostics;

namespace LockCheck.Style.Tests;

/// <summary>Our own tree: what git knows or would add; without git, every file outside build output.</summary>
internal static class SourceTree
{
    private static readonly string[] Binary = [".png", ".jpg", ".gif", ".ico", ".gz", ".zip", ".snk", ".bin"];
    private static readonly Lazy<SourceFile[]> All = new(() => Read(FindTop(AppContext.BaseDirectory)));

    public static IReadOnlyList<SourceFile> Files => All.Value;

    public static string FindTop(string start)
    {
        for (DirectoryInfo? at = new(start); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "LockCheck.sln")))
            {
                return at.FullName;
            }
        }

        throw new InvalidOperationException($"no LockCheck.sln above {start}: style tests read the tree they are in");
    }

    public static IEnumerable<string> Walk(string top)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 };
        return Directory.EnumerateFiles(top, "*", options)
            .Select(file => Path.GetRelativePath(top, file).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(part => part is "bin" or "obj" or ".git" or "TestResults"));
    }

    private static SourceFile[] Read(string top) =>
        (ListByGit(top) ?? Walk(top))
            .Where(path => !Binary.Contains(Path.GetExtension(path)) && File.Exists(Path.Combine(top, path)))
            .Order(StringComparer.Ordinal)
            .Select(path => new SourceFile(path, File.ReadAllText(Path.Combine(top, path))))
            .ToArray();

    /// <summary>Untracked files are listed too, so that a new file is checked before it is committed.</summary>
    private static string[]? ListByGit(string top)
    {
        var start = new ProcessStartInfo("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        {
            WorkingDirectory = top,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        try
        {
            using Process git = Process.Start(start)!;
            Task<string> errors = git.StandardError.ReadToEndAsync();
            string output = git.StandardOutput.ReadToEnd();
            git.WaitForExit();
            errors.Wait();
            string[] paths = output.Split('\0', StringSplitOptions.RemoveEmptyEntries).Distinct().ToArray();
            return git.ExitCode == 0 && paths.Contains("LockCheck.sln") ? paths : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
