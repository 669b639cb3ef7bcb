using System.Globalization;
using System.Runtime.InteropServices;
using LockCheck.Conformance.Native;
using LockCheck.Conformance.Targets;

namespace LockCheck.Conformance.Hosts;

/// <summary>The kernel that runs this process, and what may be done on it.</summary>
public static class LinuxHost
{
    private const string ReleaseFile = "/proc/sys/kernel/osrelease";

    private static readonly Lazy<string?> NoTarget = new(TryTarget);

    /// <summary>Gets whether this is Linux on x86-64, the only machine for which targets are made.</summary>
    public static bool IsX64Linux =>
        OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64;

    /// <summary>Gets the kernel's release, such as <c>6.18.44</c>; nothing elsewhere.</summary>
    public static string Release => ReadNumberFile(ReleaseFile) ?? string.Empty;

    /// <summary>Gets the first two numbers of the release.</summary>
    public static (int Major, int Minor) Version => VersionOf(Release);

    /// <summary>Gets whether this process is root's.</summary>
    public static bool IsRoot => OperatingSystem.IsLinux() && Libc.UserId() == 0;

    /// <summary>Gets why no target can be used here, or null.</summary>
    public static string? WhyNoTarget => IsX64Linux ? NoTarget.Value : "this is not Linux on x86-64";

    /// <summary>The machine in a line: <c>Linux 6.18.44, 2 processors, root</c>.</summary>
    public static string Describe() => string.Create(
        CultureInfo.InvariantCulture,
        $"{(OperatingSystem.IsLinux() ? "Linux " + Release : RuntimeInformation.OSDescription)}, "
        + $"{Environment.ProcessorCount} processor{(Environment.ProcessorCount == 1 ? string.Empty : "s")}, "
        + $"{(IsRoot ? "root" : "not root")}");

    /// <summary>A file of one line, or null if it cannot be read.</summary>
    public static string? ReadNumberFile(string path)
    {
        try
        {
            return File.ReadAllText(path).Trim();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    internal static (int Major, int Minor) VersionOf(string release)
    {
        var parts = release.Split('.', '-');
        return parts.Length >= 2 &&
            int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major) &&
            int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var minor)
            ? (major, minor)
            : (0, 0);
    }

    /// <summary>Starts a target, and asks it who it is and what its map looks like.</summary>
    private static string? TryTarget()
    {
        try
        {
            using var target = TargetProcess.Start();
            var id = target.Call(SyscallNumber.GetPid);
            if (id != target.Id)
            {
                return string.Create(
                    CultureInfo.InvariantCulture,
                    $"the target's getpid returned {id}, and its process id is {target.Id}: a sandbox is between");
            }

            using var maps = new MapsFile(target.Id);
            maps.Read(0, ulong.MaxValue);
            return null;
        }
        catch (Exception exception) when (exception is TargetException or DllNotFoundException
            or EntryPointNotFoundException)
        {
            return exception.Message;
        }
    }
}
