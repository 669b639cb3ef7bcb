using LockCheck.Engine;
using LockCheck.Spin;
using LockCheck.Specs.Catalog;

namespace LockCheck.Specs.Tests.Spin;

/// <summary>
/// The models of scripts/spin are written by hand, by another reading of the same protocols: they have the same graph
/// of states as the scenarios that they name, and the same verdict.
/// </summary>
public sealed class SpinAgreementTests : IDisposable
{
    private static readonly Catalogue Known = Catalogue.Load();

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lockcheck-spin-");

    public void Dispose() => _folder.Delete(recursive: true);

    [SpinTheory]
    [InlineData(1, 1)]
    [InlineData(1, 3)]
    [InlineData(2, 1)]
    public void The_task_vma_iterator_has_the_same_graph_and_breaks_I1(int readers, int rounds) =>
        Assert.Equal("breaks I1", Same(SpinModel.TaskVma(readers, rounds)).Verdict);

    [SpinTheory]
    [InlineData(1, 1)]
    [InlineData(1, 2)]
    public void The_maps_under_RCU_have_the_same_graph_and_keep_I1_and_I3(int readers, int rounds) =>
        Assert.Equal("verified", Same(SpinModel.MapsRcu(readers, rounds)).Verdict);

    [SpinTheory]
    [InlineData(1, 1, false, false)]
    [InlineData(1, 2, true, false)]
    [InlineData(2, 1, false, true)]
    public void The_maps_by_VMA_locks_have_the_same_graph_and_keep_I1_and_I3(
        int readers, int writers, bool undoes, bool onePage) =>
        Assert.Equal("verified", Same(SpinModel.PerVmaLock(readers, writers, undoes, onePage)).Verdict);

    [SpinFact]
    public void A_model_with_another_writer_has_another_graph()
    {
        // One round there, two here: a comparison of the two can fail.
        var model = SpinModel.TaskVma(1, 2);
        var theirs = Search(model with { Defines = SpinModel.TaskVma(1, 1).Defines }, SpinSetting.Plain);
        var ours = Explorer.Search(model.Scenario(Known).Build(Known));
        Assert.NotEqual(ours.States, theirs.States);
        Assert.NotEqual(ours.Transitions, theirs.Transitions);
    }

    [SpinFact]
    public void The_lean_model_lacks_the_states_that_differ_in_what_nobody_reads()
    {
        var model = SpinModel.MapsRcu(1, 1);
        Assert.Equal(8741, Search(model, SpinSetting.Plain).States);
        Assert.Equal(8043, Search(model with { Defines = [.. model.Defines, "LEAN"] }, SpinSetting.Plain).States);
    }

    [SpinTheory]
    [InlineData(1)]
    [InlineData(2)]
    public void Reductions_of_SPIN_leave_out_states_and_no_verdict(int readers)
    {
        var model = SpinModel.TaskVma(readers, 1);
        var reduced = Search(model, SpinSetting.Reduced);
        var ours = Explorer.Search(model.Scenario(Known).Build(Known));
        Assert.Equal(SpinRun.VerdictOf(ours), reduced.Verdict);
        Assert.InRange(reduced.States, 1, ours.States - 1);
    }

    private SpinRun Same(SpinModel model)
    {
        var ours = Explorer.Search(model.Scenario(Known).Build(Known));
        var theirs = Search(model, SpinSetting.Plain);
        Assert.Equal(ours.States, theirs.States);
        Assert.Equal(ours.Transitions, theirs.Transitions);
        Assert.Equal(SpinRun.VerdictOf(ours), theirs.Verdict);
        return theirs;
    }

    private SpinRun Search(SpinModel model, SpinSetting setting) =>
        SpinTool.Search(SpinTool.Build(model, setting, _folder.FullName, "-O0"), states: 1_000_000);
}
