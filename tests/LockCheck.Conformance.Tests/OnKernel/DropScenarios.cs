using LockCheck.Conformance.OnKernel;
using LockCheck.Engine;
using LockCheck.Kernel;
using LockCheck.Kernel.Layouts;
using LockCheck.Specs.Catalog;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Conformance.Tests.OnKernel;

/// <summary>Scenarios whose writer is to come in at a drop of the mmap_lock.</summary>
internal static class DropScenarios
{
    public const string Mainline = "task_vma/v7-mm-ref";

    public static Catalogue All { get; } = Catalogue.Load();

    /// <summary>Two calls of one writer, at VMAs that are two records apart.</summary>
    public static Scenario TwoCalls { get; } = new()
    {
        Reader = Mainline,
        Calls = [ProgramCallText.Parse("mprotect 4-6-"), ProgramCallText.Parse("mprotect 12-14-")],
        Layout = LayoutText.Parse("0-4r 4-8w 8-12r 12-16w 16-20r"),
    };

    public static Scenario Of(string reader, string writer, RecordsPerPage page)
    {
        var workload = All.Writer(writer);
        return new Scenario
        {
            Reader = reader,
            Writers = [new WriterAt(writer, workload.DefaultAt)],
            Layout = LayoutText.Parse(workload.Layout),
            RecordsPerPage = page,
        };
    }

    public static Finding Find(Scenario scenario, string property) =>
        Explorer.Search(scenario.Build(All)).Findings.Single(found => found.Property?.Id == property);

    /// <summary>A run with the calls in the drops behind two records: its steps, and that it breaks I5.</summary>
    /// <param name="scenario">The scenario, of <see cref="TwoCalls"/>.</param>
    /// <param name="first">The record of the first call; 0 for none before it.</param>
    /// <param name="second">The record of the second call.</param>
    public static (IReadOnlyList<PathStep> Path, Property Broken) Drive(
        Scenario scenario, int first = 2, int second = 5)
    {
        var overlap = Find(scenario, "I5").Property!;
        using var play = new SchedulePlay(scenario.Build(All), overlap);
        foreach (var records in (int[])[first, second])
        {
            Assert.True(play.Read(run => run.Tap.Records.Count == records));
            while (play.Writer is { } writer && play.Run.WriteHolder is null)
            {
                play.Step(writer);
            }

            Assert.True(play.Read(_ => play.Writer is not null));
            Assert.True(play.Section());
        }

        play.RunOut();
        Assert.True(play.IsBroken);
        return (play.Run.Path, overlap);
    }
}
