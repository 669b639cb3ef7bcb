using LockCheck.Engine;
using LockCheck.Kernel;
using LockCheck.Kernel.Layouts;
using LockCheck.Specs.Scenarios;
using LockCheck.Specs.Tests.Mutants;

namespace LockCheck.Specs.Tests.Invariants;

/// <summary>BPF iterators over tasks and their files (docs/protocols.md 2.0, 2c, 7.4; 5, numbers 9 and 10).</summary>
public class TaskIteratorTests
{
    private static readonly string[] Changes =
        ["none", "thread-exit", "thread-create", "process-exit", "close-file"];

    public static TheoryData<string> Mutants =>
        [.. Check.Known.Readers.OfType<TaskMutant>().Select(mutant => mutant.Name)];

    // Goal: the tasks that the parameters ask for, in order; task N, or N:fd. Method: the one run of a world at rest.
    [Theory]
    [InlineData("task/all", "1 2 3 4")]
    [InlineData("task/tid", "2")]
    [InlineData("task/tid-before-2024", "")]
    [InlineData("task/tgid", "1 2 3")]
    [InlineData("task_file/all", "1:0 1:1 2:0 4:0")]
    [InlineData("task_file/tid", "2:0")]
    [InlineData("task_file/tid-before-2024", "")]
    [InlineData("task_file/tgid", "1:0 1:1 2:0")]
    [InlineData("task_file/tgid-before-2023", "1:0 1:1 3:0 3:1")]
    [InlineData("task_file/tgid-check-fixed", "1:0 1:1 2:0 3:0 3:1")]
    public void What_is_listed_at_rest(string reader, string listed)
    {
        foreach (var page in (RecordsPerPage[])[new(1), new(2), RecordsPerPage.All])
        {
            var list = new Listed();
            var settings = Of(reader, "none", page).Build(Check.Known).Settings with { Monitors = [list] };
            Assert.Equal(1, Explorer.Search(new KernelModel(settings)).TerminalStates);
            Assert.Equal(listed, string.Join(' ', list.All));
        }
    }

    // Goal: as a process id, the number of a group leader is found, and that of another thread is not (5, number 9).
    [Theory]
    [InlineData("task/tid-before-2024", 1, "1")]
    [InlineData("task/tid-before-2024", 3, "")]
    [InlineData("task/tid-before-2024", 4, "4")]
    [InlineData("task/tid", 3, "3")]
    [InlineData("task_file/tid-before-2024", 1, "1:0 1:1")]
    public void A_tid_is_looked_up(string reader, int tid, string listed)
    {
        var list = new Listed();
        var settings = Of(reader, "none", new(1)).Build(Check.Known).Settings;
        settings = settings with { Monitors = [list], Tasks = settings.Tasks! with { Id = tid } };
        Assert.Equal(1, Explorer.Search(new KernelModel(settings)).TerminalStates);
        Assert.Equal(listed, string.Join(' ', list.All));
    }

    // Goal: whatever the tasks do, and wherever pages end, the sources of today lose nothing; but for the next theory.
    [Theory]
    [InlineData("task/all")]
    [InlineData("task/tid")]
    [InlineData("task_file/all")]
    [InlineData("task_file/tid")]
    [InlineData("task_file/tgid")]
    public void They_keep_their_promises(string reader)
    {
        foreach (var page in (RecordsPerPage[])[new(1), RecordsPerPage.All])
        {
            Assert.All(Changes, writer =>
            {
                var scenario = Of(reader, writer, page);
                var result = Check.Run(scenario);
                Assert.True(result.Verdict == Verdict.VerifiedWithinBounds, Check.Explain(scenario, result));
            });
        }
    }

    // Goal: TGID stops where the thread that it has come to is released; other changes do no harm.
    [Theory]
    [InlineData("none", "")]
    [InlineData("thread-create", "")]
    [InlineData("process-exit", "")]
    [InlineData("thread-exit", "tasks")]
    public void A_walk_over_a_process_ends_with_the_thread_that_it_has_come_to(string writer, string failures) =>
        Assert.Equal(failures, Check.Failures(Check.Run(Of("task/tgid", writer, new(1)))));

    // Goal: nothing is held or put twice, and no error takes anything away, whatever fails.
    [Theory]
    [InlineData("task/all")]
    [InlineData("task_file/all")]
    [InlineData("task_file/tid")]
    [InlineData("task_file/tgid")]
    public void They_keep_their_promises_whatever_fails(string reader)
    {
        var scenario = Of(reader, "close-file", RecordsPerPage.Choice) with
        {
            Faults = Faults.Exit | Faults.Overflow | Faults.ManyObjects,
        };
        var result = Check.Run(scenario);
        Assert.True(result.Verdict == Verdict.VerifiedWithinBounds, Check.Explain(scenario, result));
    }

    [Theory]
    [MemberData(nameof(Mutants))]
    public void A_defect_is_noticed(string name)
    {
        var mutant = Assert.IsType<TaskMutant>(Check.Known.Reader(name), exactMatch: false);
        var scenario = Of(name, "none", new(1));
        var result = Check.Run(scenario);
        Assert.True(mutant.Breaks == Check.Failures(result), Check.Failures(result) + Check.Explain(scenario, result));
    }

    // Goal: a reader of maps pays nothing. Method: the vectors of one.
    [Fact]
    public void Only_a_reader_of_tasks_has_them()
    {
        var settings = Check.Of("task_vma/v7", "mprotect-mid", new(1)).Build(Check.Known).Settings;
        var listing = new TaskListing(TaskWorld.Small, TaskFilterKind.All, 0, TaskObjects.Tasks);
        Assert.Null(settings.Tasks);
        Assert.True(Bytes(settings) < Bytes(settings with { Tasks = listing }));
    }

    [Theory]
    [InlineData("task_vma/v7", "thread-exit")]
    [InlineData("task/all", "exec")]
    [InlineData("task_file/tgid", "pid-reuse")]
    public void What_does_not_go_together(string reader, string writer) =>
        Assert.Throws<ScenarioException>(() => Check.Of(reader, writer, new(1)).Build(Check.Known));

    private static Scenario Of(string reader, string writer, RecordsPerPage page) => writer == "none"
        ? new Scenario { Reader = reader, Layout = LayoutText.Parse("0-4r"), RecordsPerPage = page }
        : Check.Of(reader, writer, page);

    private static int Bytes(KernelSettings settings) =>
        LoadedModel.Load(new KernelModel(settings with { Monitors = [] })).Layout.WorldBytes;

    /// <summary>Writes down what is listed. It is no part of the state, and there is one run only.</summary>
    private sealed class Listed : Kernel.Monitor
    {
        public List<string> All { get; } = [];

        public override IReadOnlyList<Property> Properties => [];

        public override KernelEvent Subscribes => KernelEvent.Task;

        public override void Attach(KernelModel model, VectorLayout layout)
        {
        }

        public override void OnTaskListed(int reader, TaskRef task, int fd) =>
            All.Add(fd < 0 ? $"{task.Tid}" : $"{task.Tid}:{fd}");
    }
}
