using LockCheck.Engine;
using LockCheck.Kernel.Layouts;
using LockCheck.Specs.Catalog;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Specs.Tests;

/// <summary>
/// Layouts of a thousand VMAs, as real processes have them: states are as large as the layout needs, and a small one
/// pays nothing for that.
/// </summary>
public sealed class LargeLayoutTests
{
    private static readonly Catalogue All = Catalogue.Load();

    /// <summary>The bytes that a VMA adds, which docs/real-programs.md tells.</summary>
    [Theory]
    [InlineData("task_vma/v7-mm-ref", 24)]
    [InlineData("iter_task_vma/per-vma-lock", 111)]
    [InlineData("proc_maps/per-vma-lock", 216)]
    [InlineData("procmap_query/per-vma-lock-walk", 112)]
    public void A_state_grows_with_its_layout_and_with_nothing_else(string reader, int bytesPerVma)
    {
        var (hundred, two, thousand) = (BytesOf(reader, 100), BytesOf(reader, 200), BytesOf(reader, 1000));
        var added = (thousand - two) / 800.0;
        Assert.InRange(added, bytesPerVma * 0.8, bytesPerVma * 1.2);
        Assert.InRange(two - hundred, 0, added * 100 * 1.1);
    }

    [Theory]
    [InlineData("task_vma/v7-mm-ref")]
    [InlineData("proc_maps/per-vma-lock")]
    [InlineData("iter_task_vma/snapshot")]
    public void A_thousand_VMAs_are_sampled_at_full_size(string reader)
    {
        var model = ScenarioOf(reader, 1000).Build(All);
        var result = Explorer.Sample(model, runs: 2, seed: 1);
        Assert.Equal(2, result.Runs);
        Assert.Equal(2, result.TerminalStates);
        Assert.DoesNotContain(result.Findings, finding => finding.IsFailure);
        Assert.InRange(result.Depth, 4000, int.MaxValue);
    }

    private static int BytesOf(string reader, int vmas) =>
        LoadedModel.Load(ScenarioOf(reader, vmas).Build(All)).Layout.WorldBytes;

    private static Scenario ScenarioOf(string reader, int vmas) => new()
    {
        Reader = reader,
        Writers = [new WriterAt("split-mid", vmas / 2)],
        Layout = new Layout(Enumerable.Range(0, vmas).Select(at =>
            new LayoutVma(4 * at, (4 * at) + 4, at % 2 == 0 ? Prot.Read : Prot.Read | Prot.Write))),
    };
}
