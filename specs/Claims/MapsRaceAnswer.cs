using LockCheck.Kernel.Layouts;

namespace LockCheck.Specs.Claims;

/// <summary>
/// The page that proc-maps-race.c asks about by PROCMAP_QUERY, and the two answers that it takes: the VMA before the
/// change, and after it (protocols.md 7.1, assertion 4). The VMAs of the test have three pages.
/// </summary>
/// <param name="Page">The page.</param>
/// <param name="Before">The range before the change.</param>
/// <param name="After">The range after it.</param>
public readonly record struct MapsRaceAnswer(int Page, (int Start, int End) Before, (int Start, int End) After)
{
    /// <summary>The query of one of the three tests.</summary>
    /// <param name="test">How its name begins: <c>split</c>, <c>resize</c> or <c>remap</c>.</param>
    /// <param name="changed">The VMA that is changed.</param>
    /// <returns>The query.</returns>
    public static MapsRaceAnswer Of(string test, LayoutVma changed)
    {
        ArgumentNullException.ThrowIfNull(test);
        ArgumentNullException.ThrowIfNull(changed);
        var before = (changed.Start, changed.End);
        var second = changed.Start + 1;
        return test.StartsWith("split", StringComparison.Ordinal)
                ? new MapsRaceAnswer(second, before, (second, changed.End))
            : test == "resize"
                ? new MapsRaceAnswer(changed.Start, before, (changed.Start, second))
            : new MapsRaceAnswer(second, before, (second, second + 1));
    }

    /// <summary>Tells whether the test takes an answer.</summary>
    /// <param name="answer">The range of the VMA that was returned.</param>
    /// <returns>Whether it is one of the two.</returns>
    public bool Takes((int Start, int End) answer) => answer == Before || answer == After;
}
