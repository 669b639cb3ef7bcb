using System.Globalization;

namespace LockCheck.Benchmarks;

/// <summary>
/// Seconds on a processor, as Linux counts them (proc(5)): on a machine that others load too, they say more than the
/// time on the clock. They are counted in hundredths.
/// </summary>
internal static class CpuTime
{
    // sysconf(_SC_CLK_TCK), which is 100 in user space whatever the kernel's own tick is.
    private const double TicksPerSecond = 100;
    private const int FirstAfterName = 3;
    private const int OwnUser = 14;
    private const int ChildrenUser = 16;

    /// <summary>Gets those of the calling thread.</summary>
    public static double OfThread => Seconds("/proc/thread-self/stat", OwnUser);

    /// <summary>Gets those of the child processes that have ended and were waited for.</summary>
    public static double OfChildren => Seconds("/proc/self/stat", ChildrenUser);

    /// <summary>User and system time: two fields, numbered from 1.</summary>
    private static double Seconds(string file, int user)
    {
        // The name, in parentheses, may hold blanks.
        var text = File.ReadAllText(file);
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        return (Ticks(user) + Ticks(user + 1)) / TicksPerSecond;

        long Ticks(int field) => long.Parse(fields[field - FirstAfterName], CultureInfo.InvariantCulture);
    }
}
