using LockCheck.Conformance.Racing;
using LockCheck.Kernel.Layouts;

namespace LockCheck.Conformance.Tests.Racing;

/// <summary>What is wrong with a read, whenever its writer was where.</summary>
public class PassJudgeTests
{
    private const byte R = 1;
    private const byte W = 3;

    /// <summary>0-4 r, 4-8 rw, 10-12 r; then 0-6 r, 6-8 rw.</summary>
    private static readonly CycleStates States = new(new RaceCycle(
        "boundary",
        [Calls.Map(0, 4, Prot.Read), Calls.Map(4, 8, Prot.Read | Prot.Write), Calls.Map(10, 12, Prot.Read)],
        [Calls.Protect(4, 6, Prot.Read), Calls.Protect(4, 6, Prot.Read | Prot.Write)]));

    [Fact]
    public void A_read_of_one_state_has_nothing_wrong()
    {
        var judge = Judged([new(0, 6, R), new(6, 8, W), new(10, 12, R)]);
        Assert.Equal((1, 0), (judge.Passes, judge.AnomalousPasses));
        Assert.Equal(4, judge.Seen.Count());
        Assert.All(judge.Seen, seen => Assert.Equal(Anomaly.None, seen.Wrong));
    }

    [Fact]
    public void A_page_that_is_in_no_record_is_lost()
    {
        // The front piece of 4-8, which has become 6-8 before it was shown.
        var seen = Wrong([new(0, 4, R), new(6, 8, W), new(10, 12, R)]);
        Assert.Equal((new RegionRecord(0, 4, R), new RegionRecord(6, 8, W)), (seen.Pair.First, seen.Pair.Second));
        Assert.Equal(Anomaly.LostPage, seen.Wrong);
    }

    [Fact]
    public void Pages_before_the_first_record_and_behind_the_last_are_lost_too()
    {
        Assert.Null(Wrong([new(4, 8, W), new(10, 12, R)]).Pair.First);
        Assert.Null(Wrong([new(0, 4, R), new(4, 8, W)]).Pair.Second);
        Assert.Equal(Anomaly.LostPage, Wrong([]).Wrong);
    }

    [Fact]
    public void A_page_that_a_record_further_on_covers_is_not_lost()
    {
        var judge = Judged([new(6, 8, W), new(0, 6, R), new(6, 8, W), new(10, 12, R)]);
        Assert.DoesNotContain(judge.Seen, seen => (seen.Wrong & Anomaly.LostPage) != 0);
    }

    [Fact]
    public void Overlaps_and_ends_that_do_not_ascend_are_told_apart()
    {
        Assert.Equal(Anomaly.Overlap, Wrong([new(0, 6, R), new(4, 8, W), new(10, 12, R)]).Wrong);
        Assert.Equal(Anomaly.EndsDescend, Wrong([new(0, 4, R), new(4, 8, W), new(6, 8, W), new(10, 12, R)]).Wrong);
    }

    [Fact]
    public void A_record_of_no_state_is_a_phantom()
    {
        Assert.Equal(Anomaly.Phantom, Wrong([new(0, 4, R), new(4, 8, R), new(10, 12, R)]).Wrong);
        Assert.Equal(Anomaly.Phantom, Wrong([new(0, 4, R), new(4, 7, W), new(7, 8, W), new(10, 12, R)], 2).Wrong);
    }

    [Fact]
    public void The_same_pair_is_counted_and_kept_once()
    {
        var judge = new PassJudge(States);
        judge.Judge([new(0, 4, R), new(6, 8, W), new(10, 12, R)]);
        judge.Judge([new(0, 4, R), new(6, 8, W), new(10, 12, R)]);
        Assert.Equal((2, 2), (judge.Passes, judge.AnomalousPasses));
        Assert.Equal((2, 2), judge.Seen.Where(seen => seen.Wrong != Anomaly.None)
            .Select(seen => ((int)seen.Times, (int)seen.TimesWrong)).Single());
    }

    private static SeenPair Wrong(RegionRecord[] records, int count = 1)
    {
        var wrong = Judged(records).Seen.Where(seen => seen.Wrong != Anomaly.None).ToList();
        Assert.Equal(count, wrong.Count);
        return wrong[0];
    }

    private static PassJudge Judged(RegionRecord[] records)
    {
        var judge = new PassJudge(States);
        judge.Judge(records);
        return judge;
    }
}
