namespace LockCheck.Kernel.Layouts;

/// <summary>
/// Reads the memory map of a live process. /proc/PID/maps is not a snapshot: the kernel drops its locks between two
/// reads, so the text counts only when two readings in a row agree.
/// </summary>
public static class LiveMaps
{
    /// <summary>
    /// Readings after which a map that never stands still is given up: about a second's worth. A .NET process maps and
    /// unmaps for every method that its compiler finishes, in bursts of many milliseconds.
    /// </summary>
    public const int TriesMax = 5_000;

    /// <summary>Reads the map of a process on this machine. Linux only.</summary>
    /// <param name="pidOrSelf">A process id in decimal, or <c>self</c> for this very process.</param>
    /// <exception cref="LayoutException">Not Linux; no such process; not permitted; no memory map; a map that changed
    /// between any two of <see cref="TriesMax"/> readings.</exception>
    public static RealMap Read(string pidOrSelf)
    {
        string path = PathOf(pidOrSelf);
        if (!OperatingSystem.IsLinux())
        {
            throw new LayoutException(
                $"the map of process {pidOrSelf} cannot be read: this is not Linux",
                "LockCheck runs anywhere, but only Linux has /proc/PID/maps",
                "copy /proc/PID/maps on the Linux machine and give the copy's path instead of the process id");
        }

        return Read(pidOrSelf, new ProcFileReader(path).Read, Environment.SystemPageSize);
    }

    /// <summary>The same, with the reading of the file replaced: for tests, and for maps behind a network.</summary>
    /// <param name="pidOrSelf">As above; used in errors only.</param>
    /// <param name="readFile">Reads the whole file once. Exceptions about files become LayoutExceptions.</param>
    /// <param name="pageBytes">Size of a page of that machine, in bytes.</param>
    /// <exception cref="LayoutException">As above.</exception>
    public static RealMap Read(
        string pidOrSelf, Func<string> readFile, int pageBytes = Layout.PageBytesDefault)
    {
        ArgumentNullException.ThrowIfNull(readFile);
        string path = PathOf(pidOrSelf);
        string? before = null;
        for (int i = 0; i < TriesMax; i++)
        {
            string now = ReadOnce(pidOrSelf, path, readFile);
            if (now == before) return ProcMaps.Parse(now, path, pageBytes);
            before = now;
        }

        throw new LayoutException(
            $"{path} changed between any two of {TriesMax} readings",
            "a process that maps and unmaps all the time",
            pidOrSelf == "self"
                ? "give the id of another process, or the path of a copy of its maps"
                : $"stop it while you copy its map (kill -STOP {pidOrSelf}; cat {path} > FILE; "
                    + $"kill -CONT {pidOrSelf}), then give the copy's path instead of the process id");
    }

    private static string PathOf(string pidOrSelf)
    {
        ArgumentNullException.ThrowIfNull(pidOrSelf);
        bool isPid = pidOrSelf.Length is > 0 and <= 10 && pidOrSelf.All(char.IsAsciiDigit);
        return isPid || pidOrSelf == "self" ? $"/proc/{pidOrSelf}/maps" : throw new LayoutException(
            $"{TextEscape.Quote(pidOrSelf)} is neither a process id nor self",
            "the name of a program where its process id is expected",
            "give the number that pidof or ps prints");
    }

    private static string ReadOnce(string pid, string path, Func<string> readFile)
    {
        try
        {
            return readFile();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new LayoutException(
                $"there is no process {pid} ({path} does not exist)",
                "it has exited, runs in another pid namespace (a container), or /proc hides other users' processes",
                "look up its process id here and now (pidof, ps), or run as the process's user",
                e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new LayoutException(
                $"{path} may not be read",
                "the process belongs to another user, or changed its user id (ptrace access is needed)",
                "run as the process's user or as root, or give the path of a copy of the file",
                e);
        }
        catch (IOException e)
        {
            throw new LayoutException(
                $"reading {path} failed ({e.Message.TrimEnd('.')})",
                "the process exited in the middle of it",
                "try again while it runs, or give the path of a copy of the file",
                e);
        }
    }
}
