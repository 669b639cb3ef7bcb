using System.Text;

namespace LockCheck.Kernel;

/// <summary>Draws a memory map in one line, such as <c>0-4r 4-8w 8-12r</c>.</summary>
internal static class MapDrawing
{
    public static string Of(KernelModel model, StateView state)
    {
        var text = new StringBuilder();
        var mm = Drawn(model, state);
        var count = model.Mms.In(state, mm.Index).TreeCount;
        foreach (var entry in model.TreeOf(mm).Span(state)[..count])
        {
            ref readonly var area = ref model.Slab.In(state, entry.Vma.Index);
            _ = text.Append(text.Length > 0 ? " " : string.Empty)
                .Append(entry.Start).Append('-').Append(entry.End);
            if (area.State == VmaState.Free)
            {
                // exit_mmap frees the VMAs before the tree.
                _ = text.Append("(freed)");
                continue;
            }

            _ = text.Append(ProtText(area.Attributes.Prot));
            if (area.Start != entry.Start || area.End != entry.End)
            {
                _ = text.Append("(fields ").Append(area.Start).Append('-').Append(area.End).Append(')');
            }

            if (area.State == VmaState.Detached)
            {
                _ = text.Append("(detached)");
            }
        }

        return text.Length == 0 ? "(nothing mapped)" : text.ToString();
    }

    /// <summary>The mm that the target has, or had last.</summary>
    private static Mm Drawn(KernelModel model, StateView state)
    {
        if (!model.MayBeReborn || model.Mms.In(state, Mm.Second.Index).Count == 0)
        {
            return Mm.First;
        }

        var isBuilding = model.Tasks.In(state).Mm == Mm.First;
        return isBuilding ? Mm.First : Mm.Second;
    }

    public static string ProtText(byte prot)
    {
        var text = string.Concat(
            (prot & 1) != 0 ? "r" : string.Empty,
            (prot & 2) != 0 ? "w" : string.Empty,
            (prot & 4) != 0 ? "x" : string.Empty,
            (prot & 8) != 0 ? "s" : string.Empty);
        return text.Length == 0 ? "-" : text;
    }
}
