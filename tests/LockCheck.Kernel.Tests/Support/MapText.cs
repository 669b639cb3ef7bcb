using System.Text;

namespace LockCheck.Kernel.Tests.Support;

/// <summary>
/// Writes the memory map as layouts do, with the object of each VMA: <c>0-4r@1 4-8w,pgoff=9@2</c>. The objects of the
/// initial layout are 1, 2, ... in the order of addresses; new ones follow.
/// </summary>
internal static class MapText
{
    /// <summary>The map of the step that runs now.</summary>
    public static string Now()
    {
        var text = new StringBuilder();
        for (var position = 0; position < Mm.First.Raw.TreeCount; position++)
        {
            var entry = VmaTree.At(Mm.First, position);
            text.Append(text.Length > 0 ? " " : "").Append(entry.Start).Append('-').Append(entry.End);
            Append(text, entry.Start, entry.Vma.Raw.Attributes);
            text.Append('@').Append(entry.Vma.Value);
        }

        return text.Length == 0 ? "nothing" : text.ToString();
    }

    private static void Append(StringBuilder text, int start, VmaAttributes attributes)
    {
        text.Append(MapDrawing.ProtText(attributes.Prot));
        text.Append(attributes.Backing == 0 ? "" : $",backing={attributes.Backing}");
        text.Append(attributes.Pgoff == start ? "" : $",pgoff={attributes.Pgoff}");
        text.Append(attributes.AnonVma == 0 ? "" : $",anon_vma={attributes.AnonVma}");
        text.Append((attributes.Traits & 1) == 0 ? "" : ",special");
        text.Append((attributes.Traits & 2) == 0 ? "" : ",close");
        text.Append((attributes.Traits & 4) == 0 ? "" : ",growsdown");
    }
}
