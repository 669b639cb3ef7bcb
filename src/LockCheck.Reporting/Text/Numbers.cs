using System.Globalization;

namespace LockCheck.Reporting.Text;

/// <summary>Numbers as reports write them, the same everywhere.</summary>
public static class Numbers
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    /// <summary>Writes a number with separators: <c>1,155</c>.</summary>
    public static string Of(long number) => number.ToString("#,0", Culture);

    /// <summary>Writes a number of things: <c>1 step</c>, <c>21 steps</c>.</summary>
    public static string Of(long number, string thing, string? things = null) =>
        $"{Of(number)} {(number == 1 ? thing : things ?? thing + "s")}";

    /// <summary>Writes a time.</summary>
    public static string Of(TimeSpan time) => time.TotalSeconds < 90
        ? time.TotalSeconds.ToString("0.00", Culture) + " s"
        : $"{Of((long)time.TotalMinutes)} min {time.Seconds} s";

    /// <summary>Writes how many states or steps there were in a second.</summary>
    public static string Rate(long number, TimeSpan time) =>
        time > TimeSpan.Zero ? Of((long)(number / time.TotalSeconds)) : "-";

    /// <summary>Writes a size in memory.</summary>
    public static string Bytes(long bytes) => bytes switch
    {
        < 1 << 20 => $"{(bytes / 1024.0).ToString("0.#", Culture)} KiB",
        < 1 << 30 => $"{(bytes / (double)(1 << 20)).ToString("0.#", Culture)} MiB",
        _ => $"{(bytes / (double)(1 << 30)).ToString("0.##", Culture)} GiB",
    };

    /// <summary>Writes a small probability: <c>3.7e-15</c>.</summary>
    public static string Probability(double probability) =>
        probability == 0 ? "0" : probability.ToString("0.#e-0", Culture);
}
