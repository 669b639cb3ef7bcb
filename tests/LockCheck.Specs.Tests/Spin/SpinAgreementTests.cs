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
    [InlineData(1, 3)]
    [InlineData(2, 1)]
    public void The_task_vma_iterator_has_the_same_graph_and_breaks_I1(int readers, int rounds) =>
        Assert.Equal("breaks I1", Same(SpinModel.TaskVma(readers, rounds)).Verdict);

    [SpinTheory]
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
    public void The_lean_maps_under_RCU_lack_what_nobody_reads() =>
        Assert.Equal((8741, 8043), WithoutAndWithLean(SpinModel.MapsRcu(1, 1)));

    [SpinFact]
    public void The_lean_maps_by_VMA_locks_lack_what_nobody_reads() =>
        Assert.Equal((5029, 4566), WithoutAndWithLean(SpinModel.PerVmaLock(1, 2)));

    [SpinFact]
    public void Reductions_of_SPIN_leave_out_states_and_no_verdict()
    {
        var model = SpinModel.TaskVma(1, 1);
        var reduced = Search(model, SpinSetting.Reduced);
        var ours = Explorer.Search(model.Scenario(Known).Build(Known));
        Assert.Equal(SpinRun.VerdictOf(ours), reduced.Verdict);
        Assert.InRange(reduced.States, 1, ours.States - 1);
    }

    [SpinFact]
    public void A_reader_that_keeps_the_lock_breaks_I8_there_too() => Assert.Contains(
        "I8",
        Mutant(
            SpinModel.TaskVma(1, 1),
            "fetched: /* The page is full. stop: R{task.mm} */\n    true;\n    d_step { true; read_unlock() };",
            "fetched:\n    true;\n    true;"));

    [SpinFact]
    public void A_reader_that_trusts_its_copy_breaks_I3_there_too() => Assert.Contains(
        "I3", Mutant(SpinModel.MapsRcu(1, 1), "(same & BIT)", "(pos != END)"));

    private SpinRun Same(SpinModel model)
    {
        var ours = Explorer.Search(model.Scenario(Known).Build(Known));
        var theirs = Search(model, SpinSetting.Plain);
        Assert.Equal(ours.States, theirs.States);
        Assert.Equal(ours.Transitions, theirs.Transitions);
        Assert.Equal(SpinRun.VerdictOf(ours), theirs.Verdict);
        return theirs;
    }

    private (long Without, long With) WithoutAndWithLean(SpinModel model) => (
        Search(model, SpinSetting.Plain).States,
        Search(model with { Defines = [.. model.Defines, "LEAN"] }, SpinSetting.Plain).States);

    private SpinRun Search(SpinModel model, SpinSetting setting, string? sources = null) =>
        SpinTool.Search(SpinTool.Build(model, setting, _folder.FullName, "-O0", sources), states: 1_000_000);

    /// <summary>The verdict about a model with another text in one or more places.</summary>
    private string Mutant(SpinModel model, string text, string other)
    {
        var parts = _folder.CreateSubdirectory("parts").FullName;
        foreach (var part in Directory.GetFiles(Path.Combine(SpinTool.Sources, "parts")))
        {
            File.Copy(part, Path.Combine(parts, Path.GetFileName(part)));
        }

        var source = File.ReadAllText(Path.Combine(SpinTool.Sources, model.File));
        Assert.Contains(text, source);
        File.WriteAllText(Path.Combine(_folder.FullName, model.File), source.Replace(text, other));
        return Search(model, SpinSetting.Plain, _folder.FullName).Verdict;
    }
}
