using LockCheck.Conformance.Model;
using LockCheck.Kernel;
using LockCheck.Kernel.Exact;
using LockCheck.Kernel.Layouts;
using LockCheck.Kernel.Traces;
using LockCheck.Specs.Catalog;

namespace LockCheck.Conformance.Tests.Model;

/// <summary>A run of the model that is driven from outside, on real addresses.</summary>
public sealed class ModelRaceTests
{
    private const ulong Page = ExactSpace.PageBytes;
    private static readonly Catalogue All = Catalogue.Load();

    [Theory]
    [InlineData("task_vma/v7-mm-ref", "00006000-00008000 r--p")]
    [InlineData("task_vma/resume-unshown", "00004000-00006000 rw-p 00006000-00008000 r--p")]
    public void A_writer_between_two_records_decides_about_the_rest(string reader, string rest)
    {
        // The first half of the second VMA gets another protection when the first record has been read.
        using var race = new ModelRace(All, reader, Window(), new RecordsPerPage(1));
        Assert.True(race.Read(run => run.CallsEnded == 1));
        Assert.Equal(["00002000-00004000 r-xp"], Texts(race.Records));
        Assert.True(race.WriteToEnd());
        Assert.True(race.ReadToEnd());
        Assert.Equal(0, race.EndedWith);
        Assert.Equal(rest, string.Join(' ', Texts(race.Records.Skip(1))));
    }

    [Fact]
    public void Who_waits_is_told_from_who_has_ended()
    {
        using var race = new ModelRace(All, "task_vma/v7-mm-ref", Window(), RecordsPerPage.All, RwSemLevel.L0);
        Assert.True(race.Write(run => run.WriterIsAt.StartsWith("W{", StringComparison.Ordinal)));
        Assert.False(race.ReadToEnd());
        Assert.False(race.CanRead);
        Assert.Equal("mmap_read_lock_killable(mm1)", race.ReaderIsAt);
        Assert.True(race.WriteToEnd());
        Assert.True(race.ReadToEnd());
        Assert.Equal(3, race.Records.Count);
    }

    [Fact]
    public void A_run_can_be_made_again()
    {
        using var race = new ModelRace(All, "task_vma/v7-mm-ref", Window(), new RecordsPerPage(1));
        Assert.True(race.ReadToEnd());
        Assert.True(race.WriteToEnd());
        var records = race.Records;
        race.Restart();
        Assert.Equal((0, 0, null), (race.Records.Count, race.CallsEnded, race.EndedWith));
        Assert.True(race.CanRead && race.CanWrite);
        Assert.True(race.ReadToEnd());
        Assert.Equal(records, race.Records);
        Assert.Equal(2, records.Count);
    }

    [Fact]
    public void Calls_that_change_nothing_are_no_race()
    {
        var space = Space();
        var recorder = new SpaceRecorder(space);
        recorder.Other("mprotect", "mprotect", () => space.Mprotect(4 * Page, Page, Prot.Read));
        Assert.Throws<ArgumentException>(
            () => new ModelRace(All, "task_vma/v7", recorder.Window(), new RecordsPerPage(1)));
    }

    private static string[] Texts(IEnumerable<ShownVma> records) => [.. records.Select(record => record.ToString())];

    private static ExactSpace Space()
    {
        var space = new ExactSpace(ExactRules.Linux618);
        const MapFlags flags = MapFlags.Private | MapFlags.Anonymous | MapFlags.Fixed;
        _ = space.Mmap(2 * Page, 2 * Page, Prot.Read | Prot.Exec, flags);
        _ = space.Mmap(4 * Page, 4 * Page, Prot.Read, flags);
        return space;
    }

    private static TraceWindow Window()
    {
        var space = Space();
        var recorder = new SpaceRecorder(space);
        recorder.Other("mprotect", "mprotect", () => space.Mprotect(4 * Page, 2 * Page, Prot.Read | Prot.Write));
        return recorder.Window();
    }
}
