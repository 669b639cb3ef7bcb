using System.Globalization;
using System.Text.RegularExpressions;
using LockCheck.Conformance.Model;

namespace LockCheck.Conformance.PausedWriter;

/// <summary>What a step of the model's writer is to a tracepoint.</summary>
internal enum ModelStepKind
{
    /// <summary>Nothing.</summary>
    Other,

    /// <summary>Takes the mmap_lock for write.</summary>
    WriteLock,

    /// <summary>Releases it.</summary>
    WriteUnlock,

    /// <summary>Makes it a read lock.</summary>
    Downgrade,

    /// <summary>Releases the read lock.</summary>
    ReadUnlock,

    /// <summary>Stores a VMA in the tree; of a store in place, its first half.</summary>
    Store,

    /// <summary>The second half.</summary>
    PivotStore,

    /// <summary>Stores nothing over a range.</summary>
    Clear,

    /// <summary>Marks a VMA detached.</summary>
    Detach,
}

/// <summary>A step that the model's writer is about to make.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The step, in the model's pages.</param>
/// <param name="Start">Of a store: its first address.</param>
/// <param name="End">One past its last address.</param>
internal sealed partial record ModelStep(ModelStepKind Kind, string Text, ulong Start, ulong End)
{
    private static readonly (string Begin, ModelStepKind Kind)[] Kinds =
    [
        ("mmap_write_lock", ModelStepKind.WriteLock),
        ("mmap_write_unlock", ModelStepKind.WriteUnlock),
        ("mmap_write_downgrade", ModelStepKind.Downgrade),
        ("mmap_read_unlock", ModelStepKind.ReadUnlock),
        ("tree store", ModelStepKind.Store),
        ("tree pivot store", ModelStepKind.PivotStore),
        ("tree clear", ModelStepKind.Clear),
        ("vma_mark_detached", ModelStepKind.Detach),
    ];

    /// <summary>Gets whether it changes the tree.</summary>
    public bool IsOfTree => Kind is ModelStepKind.Store or ModelStepKind.Clear;

    /// <summary>What the writer of a run is about to do.</summary>
    public static ModelStep Of(ModelRace race)
    {
        var text = race.WriterIsAt;
        var kind = Kinds.FirstOrDefault(one => text.StartsWith(one.Begin, StringComparison.Ordinal)).Kind;
        if (kind is not (ModelStepKind.Store or ModelStepKind.PivotStore or ModelStepKind.Clear))
        {
            return new ModelStep(kind, text, 0, 0);
        }

        var range = Range().Match(text);
        ulong Address(int group) =>
            race.AddressOf(int.Parse(range.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture));
        return new ModelStep(kind, text, Address(1), Address(2));
    }

    [GeneratedRegex("([0-9]+)-([0-9]+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Range();
}
