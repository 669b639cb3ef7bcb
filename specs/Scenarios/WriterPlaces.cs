using LockCheck.Kernel.Layouts;

namespace LockCheck.Specs.Scenarios;

/// <summary>The VMAs of a layout as places for a writer: what <c>--at each</c> goes through.</summary>
public static class WriterPlaces
{
    /// <summary>Looks at every VMA.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="layout">The layout.</param>
    /// <returns>One place for each VMA, in the order of addresses.</returns>
    public static IReadOnlyList<WriterPlace> Of(WriterProtocol writer, Layout layout)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(layout);
        return
        [
            .. layout.Vmas.Select((_, vma) => new WriterPlace(vma, writer.WhyNot(new WriterSite(layout, vma)))),
        ];
    }
}

/// <summary>One VMA of a layout, as a place for a writer.</summary>
/// <param name="Vma">The position of the VMA in the layout, from 0.</param>
/// <param name="WhyNot">Why the writer cannot work there; null if it can.</param>
public sealed record WriterPlace(int Vma, string? WhyNot);
