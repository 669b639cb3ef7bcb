using LockCheck.Kernel;
using LockCheck.Kernel.Layouts;
using LockCheck.Reporting.Schedules;
using LockCheck.Specs.Catalog;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Cli.Tests.Scenarios;

/// <summary>A scenario survives the way through the head of a schedule, and nothing else is taken for one.</summary>
public sealed class ScenarioHeadTests
{
    public static TheoryData<Scenario> Scenarios =>
    [
        new Scenario { Reader = "task_vma/v3", Layout = LayoutText.Parse("0-4r") },
        new Scenario
        {
            Reader = "own, with a comma",
            Readers = 3,
            Writers = [new WriterAt("split-front", 2), new WriterAt("a writer at home", 0)],
            Repeat = 17,
            Undoes = true,
            Layout = LayoutText.Parse("0-4r 4-8w,name=\"a \\\" b\",real=1000-5000 pages=40"),
            RecordsPerPage = RecordsPerPage.All,
            RwSem = RwSemLevel.L0,
            Faults = Faults.Signal | Faults.NoMem,
            Invariants = ["I5''", "I1"],
            MeasuresTearing = true,
            ChecksAlone = true,
            KeepsWitnessOnly = false,
        },
        new Scenario { Reader = "task_vma/v3", Layout = LayoutText.Parse("0-4r"), MeasuresTearing = true },
        new Scenario
        {
            Reader = "task_vma/v7",
            Layout = LayoutText.Parse("0-4r 4-8w"),
            RecordsPerPage = RecordsPerPage.Choice,
            RwSem = RwSemLevel.L2,
            Faults = Faults.Exit | Faults.Grow,
        },
        new Scenario
        {
            Reader = "task_vma/v7",
            Calls =
            [
                ProgramCallText.Parse("munmap 4-8 # line 3: munmap(0x4000, 16384) = 0"),
                ProgramCallText.Parse("mmap 4-8rw,file=2,kind=3,name=\"/a # b\""),
            ],
            Layout = LayoutText.Parse("0-4r,kind=1 4-8w pages=9 edge=9:1000"),
        },
    ];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void A_scenario_is_read_back_as_it_was_written(Scenario scenario)
    {
        var head = ScenarioHead.Of(scenario);
        var read = ScenarioHead.Parse(head, 5);
        Assert.Equal(head, ScenarioHead.Of(read));
        Assert.Equal(scenario.Layout, read.Layout);
        Assert.Equal(scenario.Writers, read.Writers);
        Assert.Equal(scenario.Invariants, read.Invariants);
        Assert.Equal(scenario.Calls, read.Calls);
        Assert.Equal(
            scenario with
            {
                Layout = read.Layout,
                Writers = read.Writers,
                Calls = read.Calls,
                Invariants = read.Invariants,
            },
            read);
    }

    [Fact]
    public void A_line_that_is_missing_doubled_or_swapped_is_refused()
    {
        var head = ScenarioHead.Of(new Scenario
        {
            Reader = "task_vma/v3",
            Writers = [new WriterAt("split-front", 1)],
            Layout = LayoutText.Parse("0-4r"),
        });
        for (var i = 0; i < head.Count; i++)
        {
            var isWriter = head[i].Key == "writer";
            if (!isWriter)
            {
                Refused([.. head.Take(i), .. head.Skip(i + 1)], 5 + i);
                Refused([.. head.Take(i + 1), .. head.Skip(i)], 5 + i + 1);
            }

            Refused([.. head.Take(i), ("moon", "full"), .. head.Skip(i)], 5 + i);
            if (i > 0)
            {
                Refused([.. head.Take(i - 1), head[i], head[i - 1], .. head.Skip(i + 1)], 5 + i - 1 + Writers(i - 1));
            }
        }

        // A scenario may have no writer: the line after one can stand in its place.
        int Writers(int i) => head[i].Key == "writer" ? 1 : 0;
    }

    [Theory]
    [InlineData("readers", "0")]
    [InlineData("readers", "two")]
    [InlineData("repeat", "-1")]
    [InlineData("writer", "split-front")]
    [InlineData("writer", "split-front at x")]
    [InlineData("layout", "0-4q")]
    [InlineData("records-per-page", "0")]
    [InlineData("records-per-page", "some")]
    [InlineData("rwsem", "L9")]
    [InlineData("faults", "signal, signal")]
    [InlineData("faults", "fire")]
    public void A_value_that_means_nothing_is_refused(string key, string value)
    {
        var head = ScenarioHead.Of(new Scenario
        {
            Reader = "task_vma/v3",
            Writers = [new WriterAt("split-front", 1)],
            Layout = LayoutText.Parse("0-4r"),
        });
        var line = head.ToList().FindIndex(entry => entry.Key == key);
        Refused([.. head.Select((entry, i) => i == line ? (key, value) : entry)], 5 + line);
    }

    [Fact]
    public void Different_scenarios_have_different_file_names()
    {
        var catalogue = Catalogue.Load();
        var plain = new Scenario
        {
            Reader = "task_vma/v7",
            Writers = [new WriterAt("split-front", 1)],
            Layout = LayoutText.Parse("0-4r 4-8w 8-12r"),
        };
        Scenario[] scenarios =
        [
            plain,
            plain with { Reader = "task_vma/v5" },
            plain with { Readers = 2 },
            plain with { Writers = [] },
            plain with { Writers = [new WriterAt("split-front", 2)] },
            plain with { Writers = [new WriterAt("split-front", 1), new WriterAt("split-back", 1)] },
            plain with { Repeat = 2 },
            plain with { Undoes = true },
            plain with { Layout = LayoutText.Parse("0-4r 4-8w") },
            plain with { Layout = LayoutText.Parse("0-4r 4-8w 8-12rw") },
            plain with { Layout = LayoutText.Parse("0-4r,real=1000-5000") },
            plain with { RecordsPerPage = RecordsPerPage.All },
            plain with { RwSem = RwSemLevel.L0 },
            plain with { RwSem = RwSemLevel.L2 },
            plain with { Faults = Faults.Exit },
        ];
        var names = scenarios.SelectMany(scenario => new[] { "I1", "I4'", "I4", "I5''", "deadlock" }
            .Select(property => ScheduleNames.Of(catalogue, scenario, property))).ToList();
        Assert.Equal(names.Count, names.Distinct().Count());
        Assert.All(names, name => Assert.Matches(@"^[A-Za-z0-9._-]+\.schedule$", name));
        Assert.Equal("task_vma-v7.split-front.I1.schedule", names[0]);
    }

    private static void Refused((string Key, string Value)[] head, int line)
    {
        var exception = Assert.Throws<ScenarioException>(() => ScenarioHead.Parse(head, 5));
        Assert.StartsWith($"Line {line} of the schedule", exception.Message, StringComparison.Ordinal);
    }
}
