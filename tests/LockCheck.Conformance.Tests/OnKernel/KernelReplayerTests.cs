using LockCheck.Conformance.OnKernel;
using LockCheck.Conformance.Resume;
using LockCheck.Conformance.Tests.Bpf;
using LockCheck.Conformance.Tests.Support;
using LockCheck.Engine;
using LockCheck.Kernel;
using LockCheck.Kernel.Layouts;
using LockCheck.Specs.Catalog;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Conformance.Tests.OnKernel;

/// <summary>Schedules of the model on the running kernel.</summary>
[Collection(BpfCollection.Name)]
public sealed class KernelReplayerTests
{
    private const string Mainline = "task_vma/v7-mm-ref";
    private static readonly Catalogue All = Catalogue.Load();

    /// <summary>Row 6 of the bug catalogue: what a split leaves below the cursor is lost.</summary>
    [BpfFact]
    public void The_pieces_that_mainline_loses_are_lost_on_this_kernel()
    {
        foreach (var writer in (string[])["split-front", "split-mid", "munmap-tail-of-mid", "merge-left-part"])
        {
            var replay = KernelReplayer.Run(All, Scenario(Mainline, writer), Find(Mainline, writer, "I1"));
            Assert.True(replay.Verdict == KernelVerdict.Confirmed, $"{writer}: {replay.Reason}");
            Assert.Contains(replay.Rows, row => row.Calls.Count > 0);
            Assert.StartsWith("iter/task_vma of Linux", replay.Reader, StringComparison.Ordinal);
        }
    }

    [BpfFact]
    public void A_model_that_resumes_elsewhere_is_not_reproduced()
    {
        // As posted, it lost a VMA at each boundary, which the kernel never did.
        var replay = KernelReplayer.Run(
            All,
            Scenario("task_vma/v3", "split-front"),
            Find("task_vma/v3", "split-front", "I1"),
            KernelReader.Iterator);
        Assert.Equal(KernelVerdict.NotReproduced, replay.Verdict);
        Assert.Contains("where the model shows", replay.Reason, StringComparison.Ordinal);
    }

    [KernelFact]
    public void What_cannot_be_carried_out_says_why()
    {
        Assert.Contains(
            "has no reader like task_vma/v3",
            Reason(Scenario("task_vma/v3", "split-front"), "I1"),
            StringComparison.Ordinal);
        Assert.Contains(
            "several records",
            Reason(Scenario(Mainline, "split-front") with { RecordsPerPage = new RecordsPerPage(2) }, "I5"),
            StringComparison.Ordinal);
        Assert.Contains(
            "several readers",
            Reason(Scenario(Mainline, "split-front") with { Readers = 2 }, "I1"),
            StringComparison.Ordinal);
        Assert.Contains(
            "can be stopped nowhere inside it",
            Reason(
                Scenario("proc_maps/per-vma-lock", "split-front") with { RecordsPerPage = RecordsPerPage.All }, "I7"),
            StringComparison.Ordinal);
        Assert.Contains(
            "I9 is about what no record shows",
            KernelReplayer.Run(
                All,
                Scenario(Mainline, "split-front"),
                new Finding(new Property(77, "I9", "references", PropertyKind.Promise), [], true)).Reason,
            StringComparison.Ordinal);
    }

    private static string Reason(Scenario scenario, string property)
    {
        var finding = Explorer.Search(scenario.Build(All)).Findings.Single(found => found.Property?.Id == property);
        var replay = KernelReplayer.Run(All, scenario, finding);
        Assert.Equal(KernelVerdict.NotControllable, replay.Verdict);
        Assert.Empty(replay.Rows);
        return replay.Reason;
    }

    private static Finding Find(string reader, string writer, string property) =>
        Explorer.Search(Scenario(reader, writer).Build(All)).Findings.Single(found => found.Property?.Id == property);

    private static Scenario Scenario(string reader, string writer)
    {
        var workload = All.Writer(writer);
        return new Scenario
        {
            Reader = reader,
            Writers = [new WriterAt(writer, workload.DefaultAt)],
            Layout = LayoutText.Parse(workload.Layout),
        };
    }
}
