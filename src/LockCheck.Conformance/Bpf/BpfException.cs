namespace LockCheck.Conformance.Bpf;

/// <summary>The kernel refused something of BPF: what, with which errno, and what its verifier said last.</summary>
public sealed class BpfException : Exception
{
    private const int LogLinesMax = 12;

    internal BpfException(string what) : base(what)
    {
    }

    internal BpfException(string what, int errno, string log = "") : base(Text(what, errno, log)) => Errno = errno;

    /// <summary>The errno, positive; 0 when no call failed.</summary>
    public int Errno { get; }

    private static string Text(string what, int errno, string log)
    {
        string[] lines = log.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string tail = string.Join('\n', lines.TakeLast(LogLinesMax));
        return $"{what}: {NameOf(errno)}" + (tail.Length == 0 ? "" : $"\n{tail}");
    }

    private static string NameOf(int errno) => errno switch
    {
        1 => "EPERM",
        2 => "ENOENT",
        3 => "ESRCH",
        7 => "E2BIG",
        11 => "EAGAIN",
        12 => "ENOMEM",
        13 => "EACCES",
        16 => "EBUSY",
        22 => "EINVAL",
        38 => "ENOSYS",
        95 => "EOPNOTSUPP",
        _ => $"errno {errno}",
    };
}
