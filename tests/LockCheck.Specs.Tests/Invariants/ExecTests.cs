using LockCheck.Engine;
using LockCheck.Kernel;

namespace LockCheck.Specs.Tests.Invariants;

/// <summary>
/// Files of /proc beside an exec of the target, or another task with its pid: they stay with the mm that they were
/// opened on, and are held to nothing else (docs/protocols.md 1.1, steps 7 and 9).
/// </summary>
public class ExecTests
{
    public static TheoryData<string> Files =>
    [
        .. Check.Known.Readers
            .Where(reader => reader.Name.StartsWith("proc_", StringComparison.Ordinal))
            .Select(reader => reader.Name),
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_keeps_to_its_mm(string reader)
    {
        foreach (var writer in (string[])["exec", "pid-reuse"])
        {
            foreach (var page in (RecordsPerPage[])[new(1), RecordsPerPage.All])
            {
                Assert.Equal(string.Empty, Check.Failures(Check.Run(Check.Of(reader, writer, page))));
            }
        }
    }

    // Goal: where another process shares the old mm, it lives on, and the file goes on reading it. Method: that process
    // changes it, so that a reader of the old mm sees both of its states.
    [Theory]
    [InlineData("proc_maps/mmap-lock")]
    [InlineData("proc_maps/per-vma-lock")]
    public void A_file_goes_on_with_an_mm_that_others_use(string reader)
    {
        var scenario = Check.Of(reader, "exec", new(1)) with
        {
            Writers = [new("exec", 1), new("mprotect-mid", 1)],
        };
        var result = Check.Run(scenario);
        Assert.True(result.Verdict == Verdict.VerifiedWithinBounds, Check.Explain(scenario, result));
    }

    // Goal: no invariant of one mm mistakes a record of the other for its own. Method: all of them, also those that are
    // on request, for a reader that follows the task.
    [Theory]
    [InlineData("exec")]
    [InlineData("pid-reuse")]
    public void The_new_map_is_judged_as_it_is(string writer)
    {
        foreach (var page in (RecordsPerPage[])[new(1), new(2), RecordsPerPage.All])
        {
            var scenario = Check.Of("mutant/none", writer, page) with { MeasuresTearing = true };
            Assert.Equal(string.Empty, Check.Failures(Check.Run(scenario)));
        }
    }

    // Goal: a program looks the pid up when it runs, and finds who has it then. Method: records of the new task's mm.
    [Theory]
    [InlineData("iter_task_vma/snapshot")]
    [InlineData("iter_task_vma/mm-ref")]
    [InlineData("task_vma/v7-mm-ref")]
    public void A_lookup_by_pid_finds_the_task_that_has_it_now(string reader)
    {
        var built = Check.Of(reader, "pid-reuse", new(1)).Build(Check.Known);
        var seen = new RecordsOfSecondMm();
        Explorer.Search(new KernelModel(built.Settings with { Monitors = [seen] }));
        Assert.True(seen.Any);
    }

    // Nobody pays for I16 without a second mm.
    [Theory]
    [InlineData("none", false)]
    [InlineData("mprotect-mid", false)]
    [InlineData("exec", true)]
    [InlineData("pid-reuse", true)]
    public void I16_is_checked_where_it_can_be_broken(string writer, bool expected) => Assert.Equal(
        expected,
        Check.Of("proc_maps/mmap-lock", writer, new(1)).Build(Check.Known).Properties
            .Any(property => property.Id == "I16"));

    private sealed class RecordsOfSecondMm : Kernel.Monitor
    {
        public bool Any { get; private set; }

        public override IReadOnlyList<Property> Properties => [];

        public override KernelEvent Subscribes => KernelEvent.Record;

        public override void Attach(KernelModel model, VectorLayout layout)
        {
        }

        public override void OnRecord(int reader, Mm mm, in MapRecord record) => Any |= mm == Mm.Second;
    }
}
