using LockCheck.Kernel.Layouts;

namespace LockCheck.Specs.Claims;

/// <summary>
/// The lines L and F of proc-maps-race.c, and L' and F', as ranges of pages (protocols.md 7.1). The VMAs of the test
/// have three pages.
/// </summary>
/// <param name="Last">L: the VMA that is changed.</param>
/// <param name="First">F: the one behind it.</param>
/// <param name="ChangedLast">L'.</param>
/// <param name="ChangedFirst">F'.</param>
/// <param name="InUnison">Whether both lines change: the split only.</param>
public readonly record struct MapsRaceLines(
    (int Start, int End) Last,
    (int Start, int End) First,
    (int Start, int End) ChangedLast,
    (int Start, int End) ChangedFirst,
    bool InUnison)
{
    /// <summary>The lines of one of the three tests.</summary>
    /// <param name="test">How its name begins: <c>split</c>, <c>resize</c> or <c>remap</c>.</param>
    /// <param name="last">The VMA that is changed.</param>
    /// <param name="first">The one behind it.</param>
    /// <returns>The lines.</returns>
    public static MapsRaceLines Of(string test, LayoutVma last, LayoutVma first)
    {
        ArgumentNullException.ThrowIfNull(test);
        ArgumentNullException.ThrowIfNull(last);
        ArgumentNullException.ThrowIfNull(first);
        var isSplit = test.StartsWith("split", StringComparison.Ordinal);
        var page = last.Start + 1;
        return new MapsRaceLines(
            (last.Start, last.End),
            (first.Start, first.End),
            (last.Start, page),
            isSplit ? (page, last.End) : test == "resize" ? (first.Start, first.End) : (page, page + 1),
            isSplit);
    }

    /// <summary>The assertions 1 to 3 on what was read.</summary>
    /// <param name="l">The last line of the page before the boundary.</param>
    /// <param name="f">The first line of the page behind it.</param>
    /// <returns>Null if they hold; otherwise which does not.</returns>
    public string? WhatIsWrong((int Start, int End) l, (int Start, int End) f)
    {
        // The VMA may be shown again, extended: "reported twice, first small then re-extended".
        if (l == ChangedLast ? f != ChangedFirst && f != Last : l != Last || f != First)
        {
            return l == ChangedLast
                ? "assertion 1, behind L' comes F', or L once more"
                : "assertion 2, otherwise they are L and F";
        }

        return InUnison && l != Last != (f != First) ? "assertion 3, they change in unison" : null;
    }
}
