using LockCheck.Conformance.OnKernel;
using LockCheck.Kernel;
using LockCheck.Reporting.Text;
using LockCheck.Reporting.Traces;

namespace LockCheck.Reporting.Conformance;

/// <summary>What became of a schedule on the running kernel: both outputs side by side.</summary>
public static class KernelReplayText
{
    private const int ModelColumns = 52;
    private const string NotShown = "-";

    /// <summary>Prints it.</summary>
    /// <param name="replay">What became of it.</param>
    /// <param name="text">Names the model's pages.</param>
    public static IEnumerable<string> Lines(KernelReplay replay, ModelText text)
    {
        ArgumentNullException.ThrowIfNull(replay);
        ArgumentNullException.ThrowIfNull(text);
        if (replay.Rows.Count > 0)
        {
            foreach (var line in Wrapping.Lines($"  {"model".PadRight(ModelColumns)}", replay.Reader))
            {
                yield return line;
            }

            foreach (var row in replay.Rows)
            {
                foreach (var line in row.Calls.SelectMany(call => Wrapping.Lines("      ", call)))
                {
                    yield return line;
                }

                if (row.Calls.Count == 0)
                {
                    var model = row.Model is { } record ? Of(record, text) : NotShown;
                    yield return $"  {model.PadRight(ModelColumns)}{row.Kernel?.ToString() ?? NotShown}";
                }
            }

            yield return string.Empty;
        }

        foreach (var line in Wrapping.Lines("kernel    ", Verdict(replay)))
        {
            yield return line;
        }
    }

    /// <summary>What became of it, in a line.</summary>
    public static string Verdict(KernelReplay replay)
    {
        ArgumentNullException.ThrowIfNull(replay);
        return replay.Verdict switch
        {
            KernelVerdict.Confirmed => $"confirmed on this kernel: {replay.Reader}",
            KernelVerdict.NotReproduced => $"not reproduced: {replay.Reason} ({replay.Reader})",
            _ => $"not controllable: {replay.Reason}",
        };
    }

    private static string Of(MapRecord record, ModelText text)
    {
        var shown = text.Show(record.ToString());
        return shown.Length < ModelColumns ? shown : shown[..(ModelColumns - 4)] + "...";
    }
}
