using LockCheck.Conformance.Resume;
using LockCheck.Kernel.Exact;

namespace LockCheck.Conformance.Tests.Resume;

/// <summary>A case that differs is made smaller as long as it differs.</summary>
public class RaceShrinkerTests
{
    private static readonly RaceCase Drawn = Enumerable.Range(0, 100)
        .Select(seed => new RaceDraw((ulong)seed, ExactRules.Linux618, touches: true).Next())
        .First(race => race.Writer.Count == 3 && race.Layout.Count > 5);

    [Fact]
    public void What_has_no_part_in_the_difference_is_left_out()
    {
        var (vma, call) = (Drawn.Layout[1], Drawn.Writer[1]);
        var shrunk = new RaceShrinker(race => Differs(race.Layout.Contains(vma) && race.Writer.Contains(call)))
            .Shrink(Drawn);
        Assert.Equal([vma], shrunk!.Value.Case.Layout);
        Assert.Equal([call], shrunk.Value.Case.Writer);
    }

    [Fact]
    public void What_does_not_differ_again_is_not_shown() => Assert.Null(new RaceShrinker(_ => null).Shrink(Drawn));

    private static RaceDifference? Differs(bool does) => does ? new RaceDifference("records", 1, ["a"], ["b"]) : null;
}
