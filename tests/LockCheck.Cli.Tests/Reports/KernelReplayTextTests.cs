using LockCheck.Conformance.Model;
using LockCheck.Conformance.OnKernel;
using LockCheck.Kernel;
using LockCheck.Kernel.Layouts;
using LockCheck.Reporting.Conformance;
using LockCheck.Reporting.Traces;

namespace LockCheck.Cli.Tests.Reports;

/// <summary>What is printed of a schedule that was carried out on the running kernel; no kernel takes part.</summary>
public sealed class KernelReplayTextTests
{
    private static readonly KernelReplayRow[] Rows =
    [
        new(Record(0, 4, 1), new ShownVma(0x200000000000, 0x200000004000, 1), []),
        new(null, null, ["mprotect((void *)0x200000004000, 8192, PROT_NONE);"]),
        new(Record(6, 8, 3), new ShownVma(0x200000006000, 0x200000008000, 3), []),
        new(null, new ShownVma(0x200000008000, 0x20000000c000, 5), []),
    ];

    [Fact]
    public void Both_outputs_stand_side_by_side() => Golden.Matches(
        "on-kernel",
        string.Join('\n', Lines(new KernelReplay
        {
            Verdict = KernelVerdict.Confirmed,
            Reader = "iter/task_vma of Linux 6.18.44",
            Rows = Rows[..3],
        })
        .Append(string.Empty)
        .Concat(Lines(new KernelReplay
        {
            Verdict = KernelVerdict.NotReproduced,
            Reason = "the kernel shows 200000008000-20000000c000 r-xp where the model shows nothing",
            Reader = "iter/task_vma of Linux 6.18.44",
            Rows = Rows,
        }))
        .Append(string.Empty)
        .Concat(Lines(new KernelReplay
        {
            Verdict = KernelVerdict.NotControllable,
            Reason = "I5 is kept where the writer works only between two read() calls: it has to come inside one",
        }))) + "\n");

    private static IEnumerable<string> Lines(KernelReplay replay) =>
        KernelReplayText.Lines(replay, new ModelText(LayoutText.Parse("0-4r 4-8rw 8-12r")));

    private static MapRecord Record(ushort start, ushort end, byte prot) =>
        new(start, end, new VmaAttributes(start, 0, 0, prot, 0));
}
