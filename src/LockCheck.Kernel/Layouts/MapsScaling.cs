namespace LockCheck.Kernel.Layouts;

/// <summary>How much of a real map's size is kept in the model. The size of the state vector follows from it.</summary>
public sealed record MapsScaling
{
    /// <summary>Most model pages of a VMA, at least 1. With 4, head, tail and middle can change separately.</summary>
    public int PagesPerVma { get; init; } = 4;

    /// <summary>Most model pages of a gap, at least 1: without the gap its two sides would be neighbours.</summary>
    public int PagesPerGap { get; init; } = 2;

    /// <summary>Free model pages above the last VMA, at least 0.</summary>
    public int SlackPages { get; init; } = Layout.SlackPagesDefault;
}
