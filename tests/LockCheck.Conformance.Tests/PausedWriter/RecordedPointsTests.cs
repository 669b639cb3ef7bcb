using LockCheck.Conformance.Bpf;
using LockCheck.Conformance.Checks;
using LockCheck.Conformance.PausedWriter;
using LockCheck.Kernel.Exact;
using LockCheck.Specs.Catalog;

namespace LockCheck.Conformance.Tests.PausedWriter;

/// <summary>The model against what was recorded on a running kernel; these need none.</summary>
public class RecordedPointsTests
{
    private static readonly Catalogue All = Catalogue.Load();

    private static readonly (string Recorded, PassedReader Reader)[] Readers =
    [
        ("maps", new PassedReader(PassedReader.Maps, "proc_maps/per-vma-lock")),
        ("PROCMAP_QUERY", new PassedReader(PassedReader.Query, "procmap_query/per-vma-lock-walk")),
        ("open-coded", new PassedReader(PassedReader.OpenCoded, "iter_task_vma/snapshot")),
        ("iter/task_vma", new PassedReader(PassedReader.TaskVma, "task_vma/v7-mm-ref")),
    ];

    public static TheoryData<string> Writers => [.. Recording.Writers.Select(writer => writer.Name)];

    [Theory]
    [MemberData(nameof(Writers))]
    public void The_model_does_what_was_recorded(string name)
    {
        var writer = Recording.Writers.Single(one => one.Name == name);
        Assert.Equal([], Differences(writer, Readers).Select(one => $"{one.What}: {one.Where}"));
    }

    [Fact]
    public void All_of_the_recording_is_compared()
    {
        Assert.Equal(PausedCalls.Recorded.Select(one => one.Name), Recording.Writers.Select(writer => writer.Name));
        Assert.Equal(400, Recording.Writers.Sum(writer => writer.Points.Count));
        Assert.All(Recording.Writers, writer => Assert.Equal(
            Readers.Length * writer.Events.Count,
            writer.Points.DistinctBy(point => (point.Event, point.Reader)).Count()));
    }

    /// <summary>
    /// While munmap collects VMAs in a tree of its own, the model has several steps; the recording does not say which
    /// VMA it is at.
    /// </summary>
    [Fact]
    public void The_model_leaves_no_choice_but_for_two_listings()
    {
        var certain = 0;
        foreach (var writer in Recording.Writers.Where(writer => writer.Events.Count > 0))
        {
            using var comparison = Compare(writer, Readers, 0);
            foreach (var point in writer.Points)
            {
                _ = comparison.Compare(PositionOf(point), writer.Events, point.Event, point.Outcome);
            }

            certain += comparison.Certain;
        }

        Assert.Equal(398, certain);
    }

    [Theory]
    [InlineData("maps", "proc_maps/mmap-lock-maple")]
    [InlineData("PROCMAP_QUERY", "procmap_query/mmap-lock-walk")]
    [InlineData("open-coded", "iter_task_vma/v5")]
    [InlineData("open-coded", "proc_maps/per-vma-lock")]
    [InlineData("maps", "iter_task_vma/snapshot")]
    [InlineData("maps", "proc_maps/rcu-strawman")]
    [InlineData("iter/task_vma", "proc_maps/per-vma-lock")]
    public void Another_reader_in_the_model_is_noticed(string recorded, string protocol)
    {
        var readers = Readers.Select(one => one.Recorded == recorded
            ? (recorded, one.Reader with { Protocol = protocol })
            : one).ToArray();
        var differences = Recording.Writers.SelectMany(writer => Differences(writer, readers)).ToList();
        Assert.NotEmpty(differences);
        Assert.All(differences, one => Assert.Equal(
            Readers.Single(reader => reader.Recorded == recorded).Reader.Name, one.What));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void Places_that_are_off_by_an_event_are_noticed_by_each_reader(int shift)
    {
        var found = Recording.Writers.SelectMany(writer => Differences(writer, Readers, shift));
        Assert.Equal(
            Readers.Select(one => one.Reader.Name).Order(StringComparer.Ordinal),
            found.Select(one => one.What).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_store_that_only_one_of_the_two_makes_is_noticed()
    {
        var writer = Recording.Writers.Single(one => one.Name == "mprotect [12,16) rw (merge 3)");
        using var comparison = Compare(writer, Readers, 0);
        var outcome = writer.Points[0].Outcome;
        Assert.Null(comparison.Compare(0, writer.Events, 1, outcome));

        var without = writer.Events.Where(one => one.Kind != HoldEventKind.TreeWrite).ToList();
        Assert.EndsWith(
            "the kernel's call has no event for the model's `tree store 1-4`",
            comparison.Compare(0, without, 1, outcome)?.Where,
            StringComparison.Ordinal);

        var other = writer.Events.Select(
            one => one.Kind == HoldEventKind.TreeWrite ? one with { Max = one.Max - 4096 } : one);
        Assert.EndsWith(
            "mas_store_prealloc 200000008000-200000013000: the model's call has no such step here",
            comparison.Compare(0, [.. other], 1, outcome)?.Where,
            StringComparison.Ordinal);
    }

    private static List<KernelDifference> Differences(
        RecordedWriter writer, (string Recorded, PassedReader Reader)[] readers, int shift = 0)
    {
        if (writer.Events.Count == 0)
        {
            var (window, _) = WindowOf(writer);
            Assert.False(window.Changes);
            return [];
        }

        using var comparison = Compare(writer, readers, shift);
        return
        [
            .. writer.Points.Select(point => comparison.Compare(
                PositionOf(point), writer.Events, point.Event, point.Outcome)).OfType<KernelDifference>(),
        ];
    }

    private static PointComparison Compare(
        RecordedWriter writer, (string Recorded, PassedReader Reader)[] readers, int shift) =>
        new(All, [.. readers.Select(one => one.Reader)], writer.Name, WindowOf(writer).Window, shift);

    private static (LockCheck.Kernel.Traces.TraceWindow Window, long Returned) WindowOf(RecordedWriter writer) =>
        new PausedCall(PausedCalls.Map, PausedCalls.Recorded.Single(one => one.Name == writer.Name).Call)
            .Play(ExactRules.Linux618);

    private static int PositionOf(RecordedPoint point) =>
        Array.FindIndex(Readers, one => one.Recorded == point.Reader);
}
