using LockCheck.Conformance.MergeSplit;
using LockCheck.Conformance.Resume;
using LockCheck.Kernel.Exact;
using LockCheck.Kernel.Recordings;

namespace LockCheck.Conformance.Tests.Resume;

/// <summary>What is drawn: maps of several VMAs, and calls of all kinds on parts of them.</summary>
public class RaceDrawTests
{
    private const int Count = 400;

    [Fact]
    public void The_same_seed_draws_the_same_cases()
    {
        Assert.Equal(Texts(Draw(7)), Texts(Draw(7)));
        Assert.NotEqual(Texts(Draw(7)), Texts(Draw(8)));
    }

    [Fact]
    public void Nothing_touches_the_guards()
    {
        foreach (var call in Draw(1).SelectMany(race => race.Layout.Concat(race.Writer)))
        {
            Assert.InRange(call.Start, RaceCase.PageMin, RaceCase.PageMax - 1);
            Assert.InRange(call.End, call.Start + 1, RaceCase.PageMax);
            Assert.InRange((call.To < 0 ? call.Start : call.To) + call.NewLength, 0, RaceCase.PageMax);
        }
    }

    [Fact]
    public void Writers_change_heads_tails_middles_and_wholes_of_VMAs_and_gaps()
    {
        var forms = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var race in Draw(2))
        {
            Assert.InRange(race.Layout.Count(call => call.Op == "mmap"), 3, 8);
            Assert.InRange(race.Writer.Count, 1, 3);
            _ = forms.Add(FormOf(race));
        }

        string[] parts = ["whole", "head", "tail", "middle", "several"];
        Assert.Subset(
            forms,
            new SortedSet<string>(
                ((string[])["munmap", "mprotect", "mmap"]).SelectMany(op => parts.Select(part => $"{op} {part}"))
                    .Concat(["mmap gap", "mremap whole", "mremap head", "touch whole"]),
                StringComparer.Ordinal));
    }

    [Fact]
    public void Without_touches_every_call_asks_for_the_lock_for_write()
    {
        var draw = new RaceDraw(1, ExactRules.Linux618, touches: false);
        Assert.DoesNotContain(
            Enumerable.Range(0, Count).SelectMany(_ => draw.Next().Writer), call => call.Op == "touch");
    }

    private static List<RaceCase> Draw(ulong seed)
    {
        var draw = new RaceDraw(seed, ExactRules.Linux618, touches: true);
        return [.. Enumerable.Range(0, Count).Select(_ => draw.Next())];
    }

    private static IEnumerable<string> Texts(IEnumerable<RaceCase> races) =>
        races.Select(race => string.Join("; ", race.Layout.Concat(race.Writer)));

    /// <summary>The first call, and what it is on.</summary>
    private static string FormOf(RaceCase race)
    {
        var model = new RegionModel(ExactRules.Linux618, LiveRegion.StartPage);
        foreach (var call in race.Layout)
        {
            _ = model.Make(call);
        }

        var (start, end) = (race.Writer[0].Start, race.Writer[0].End);
        var under = model.Maps().Where(row => row.Start < end && row.End > start).ToList();
        var part = under.Count switch
        {
            0 => "gap",
            1 => (start == under[0].Start, end == under[0].End) switch
            {
                (true, true) => "whole",
                (true, false) => "head",
                (false, true) => "tail",
                _ => "middle",
            },
            _ => "several",
        };
        return $"{race.Writer[0].Op} {part}";
    }
}
