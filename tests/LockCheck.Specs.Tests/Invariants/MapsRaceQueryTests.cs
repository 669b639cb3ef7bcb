using LockCheck.Engine;
using LockCheck.Kernel;
using LockCheck.Kernel.Layouts;
using LockCheck.Specs.Claims;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Specs.Tests.Invariants;

/// <summary>What proc-maps-race.c asserts of PROCMAP_QUERY, on answers that a script makes up.</summary>
public class MapsRaceQueryTests
{
    private const string Layout = "0-3rw 3-6r 6-9rw";

    // The VMA that is changed is 3-6. No answer is 0-0.
    [Theory]
    [InlineData("split", 4, 3, 6, false)]
    [InlineData("split", 4, 4, 6, false)]
    [InlineData("split", 4, 4, 5, true)]
    [InlineData("split", 4, 6, 9, true)]
    [InlineData("split", 4, 0, 0, true)]
    [InlineData("split", 3, 0, 0, false)]
    [InlineData("resize", 3, 3, 6, false)]
    [InlineData("resize", 3, 3, 4, false)]
    [InlineData("resize", 3, 3, 5, true)]
    [InlineData("resize", 4, 0, 0, false)]
    [InlineData("remap", 4, 3, 6, false)]
    [InlineData("remap", 4, 4, 5, false)]
    [InlineData("remap", 4, 4, 6, true)]
    [InlineData("remap", 4, 0, 0, true)]
    public void A_changed_page_is_as_before_or_as_after(string test, int page, int start, int end, bool breaks)
    {
        var result = Explorer.Search(new KernelModel(new KernelSettings
        {
            Layout = LayoutText.Parse(Layout),
            Actors = [new ReaderActor("reader", () => MapQueries.AskOnce(new Answer(page, start, end)))],
            Monitors = [Configured($"maps-race-{test}")],
        }));
        Assert.Equal(breaks, result.Findings.Count > 0);
    }

    [Fact]
    public void A_scenario_without_such_a_writer_is_refused() =>
        Assert.Contains(
            "a writer maps-race-split",
            Assert.Throws<ScenarioException>(() => Configured("split-mid")).Message,
            StringComparison.Ordinal);

    private static MapsRaceQueries Configured(string writer)
    {
        var queries = new MapsRaceQueries();
        queries.Bind(Property.FirstOfModel, promised: true);
        queries.Configure(
            new Scenario
            {
                Reader = "procmap_query/mmap-lock",
                Writers = [new WriterAt(writer, 1)],
                Layout = LayoutText.Parse(Layout),
            },
            Check.Known.Reader("procmap_query/mmap-lock"));
        return queries;
    }

    /// <summary>Answers one page as it is told, and gives no answer for the others.</summary>
    private readonly struct Answer(int page, int start, int end) : IMapQuery
    {
        private readonly int _page = page;
        private readonly int _start = start;
        private readonly int _end = end;

        public async Routine<int> Ask(int page, bool orNext)
        {
            await Step.At("answers");
            if (page != _page)
            {
                return Errno.ESRCH;
            }

            if (_end == 0)
            {
                return Errno.ENOENT;
            }

            KernelModel.Current.Events.Record(new MapRecord((ushort)_start, (ushort)_end, default));
            return _end;
        }
    }
}
