using System.Diagnostics;
using LockCheck.Conformance.Bpf;

namespace LockCheck.Conformance.Tests.Bpf;

[Collection(BpfCollection.Name)]
public class KernelViewTests
{
    [BpfFact]
    public void A_sleeping_child_has_the_ranges_of_its_maps()
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", "echo ready; read line"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using Process child = Process.Start(start)!;
        child.StandardOutput.ReadLine();
        (ulong Start, ulong End)[] before;
        KernelView view;
        do
        {
            // The shell may still be on its way to its read.
            before = ProcMaps.Ranges(child.Id);
            view = KernelView.Of(child.Id);
        }
        while (!before.SequenceEqual(ProcMaps.Ranges(child.Id)));

        Assert.Equal(before, view.Rows.Select(row => ((ulong)row.Start << 12, (ulong)row.End << 12)));
        Assert.Contains(view.Rows, row => row.HasFile);
        Assert.Contains(view.Rows, row => row.AnonVma > 1);
        Assert.NotEqual(0ul, view.Mm);
        child.StandardInput.Close();
        child.WaitForExit();
    }

    /// <summary>The first operations of a recorded sequence of profile 3, and its rows.</summary>
    [BpfFact]
    public void Rows_have_the_form_of_the_recorded_sequences()
    {
        using var target = new Target();
        using TaskVmaReader reader = TaskVmaReader.Open(target.Pid);
        target.Map(0, 24, 3);
        Assert.Equal("""[[0,24,"100073",0,0,1]]""", Region(reader));
        target.Protect(9, 12, 1);
        Assert.Equal("""[[0,9,"100073",0,0,1],[9,12,"71",9,0,1],[12,24,"100073",12,0,1]]""", Region(reader));
        target.Touch(21, 24);
        Assert.Equal("""[[0,9,"100073",0,0,1],[9,12,"71",9,0,1],[12,24,"100073",12,1,1]]""", Region(reader));
        target.Unmap(11, 14);
        Assert.Equal("""[[0,9,"100073",0,0,1],[9,11,"71",9,0,1],[14,24,"100073",14,1,1]]""", Region(reader));
    }

    [BpfFact]
    public void An_anon_vma_keeps_its_number_over_views()
    {
        using var target = new Target();
        using TaskVmaReader reader = TaskVmaReader.Open(target.Pid);
        var numbers = new AnonVmaNumbers();
        target.Map(4, 6, 3);
        target.Touch(4, 6);
        Assert.Equal("""[[4,6,"100073",4,1,1]]""", Region(reader, numbers));
        target.Map(0, 2, 3);
        target.Touch(0, 2);
        Assert.Equal("""[[0,2,"100073",0,2,1],[4,6,"100073",4,1,1]]""", Region(reader, numbers));
        Assert.Equal("""[[0,2,"100073",0,1,1],[4,6,"100073",4,2,1]]""", Region(reader));
    }

    private static string Region(TaskVmaReader reader, AnonVmaNumbers? numbers = null) =>
        KernelView.Of(reader, Target.Region, Target.Region + (24 * (ulong)Target.Page), numbers).ToString();
}
