namespace LockCheck.Cli.Checking;

/// <summary>
/// A file that is written once: by runs that bring in or give out what somebody else found, where the file that is
/// there may be the only one of its kind.
/// </summary>
internal static class NewFile
{
    /// <summary>Whether a file is there and holds something else than the text that is to be written.</summary>
    public static bool HoldsAnother(string path, string text) =>
        Directory.Exists(path) || (File.Exists(path) && File.ReadAllText(path) != text);
}
