using System.Globalization;
using LockCheck.Conformance.Hosts;
using LockCheck.Conformance.Model;
using LockCheck.Conformance.Resume;
using LockCheck.Conformance.Targets;
using LockCheck.Kernel;

namespace LockCheck.Conformance.OnKernel;

/// <summary>What a reader of the kernel shows beside what the model's shows, record by record.</summary>
internal sealed class ReplayRows
{
    private readonly List<KernelReplayRow> _rows = [];

    /// <summary>Whether a record is of the region, where the model's pages are.</summary>
    public static bool IsInRegion(ShownVma vma) =>
        vma.End > TargetProcess.RegionStart && vma.Start < TargetWorld.AddressOf(ushort.MaxValue);

    /// <summary>Adds a record; null where one side has none.</summary>
    public void Add(MapRecord? model, ShownVma? kernel) => _rows.Add(new KernelReplayRow(model, kernel, []));

    /// <summary>Adds the writer's calls.</summary>
    public void Add(IReadOnlyList<string> calls) => _rows.Add(new KernelReplayRow(null, null, calls));

    /// <summary>Adds records from one on up to another; a side may have fewer.</summary>
    public void Add(IReadOnlyList<MapRecord> model, IReadOnlyList<ShownVma> kernel, int from, int end)
    {
        for (var at = from; at < end; at++)
        {
            Add(at < model.Count ? model[at] : null, at < kernel.Count ? kernel[at] : null);
        }
    }

    /// <summary>Compares.</summary>
    /// <param name="reader">How the kernel was read.</param>
    /// <param name="place">Where the calls were made, if it was not between two of its records.</param>
    public KernelReplay Verdict(KernelReader reader, string place = "")
    {
        var differing = _rows.FirstOrDefault(row => row.Calls.Count == 0 && !IsSame(row));
        return new KernelReplay
        {
            Verdict = differing is null ? KernelVerdict.Confirmed : KernelVerdict.NotReproduced,
            Reason = differing is null ? string.Empty : Reason(differing),
            Reader = string.Create(CultureInfo.InvariantCulture, $"{reader.Text} of Linux {LinuxHost.Release}{place}"),
            Rows = _rows,
        };
    }

    private static string Reason(KernelReplayRow row) =>
        $"the kernel shows {row.Kernel?.ToString() ?? "nothing"} where the model shows "
        + (row.Model is { } model ? Shown(model).ToString() : "nothing");

    private static bool IsSame(KernelReplayRow row) => row.Model is { } model && row.Kernel == Shown(model);

    private static ShownVma Shown(MapRecord record) => new(
        TargetWorld.AddressOf(record.Start), TargetWorld.AddressOf(record.End), (byte)(record.Attributes.Prot & 15));
}
