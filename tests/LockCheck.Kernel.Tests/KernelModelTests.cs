using LockCheck.Kernel.Layouts;
using LockCheck.Kernel.Tests.Support;

namespace LockCheck.Kernel.Tests;

/// <summary>What a scenario's settings mean, and what monitors hear and can ask.</summary>
public class KernelModelTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    public void A_scenario_has_one_to_eight_threads(int actors)
    {
        var settings = Lab.Settings("0-4r", [.. Enumerable.Range(0, actors).Select(_ => new ExitActor())]);
        var error = Assert.Throws<ArgumentException>(() => new KernelModel(settings));
        Assert.Contains($"1 to 8 threads, not {actors}", error.Message);
    }

    [Fact]
    public void Readers_are_numbered_among_themselves()
    {
        var model = new KernelModel(Lab.Settings("0-4r", new ExitActor(), Reader("a"), Writer(1), Reader("b")));
        Assert.Equal(2, model.ReaderCount);
        Assert.Equal([-1, 0, -1, 1], Enumerable.Range(0, 4).Select(slot => model.ReaderOf(ThreadId.Of(slot))));
        Assert.Equal(["exit", "a", "writer", "b"], Enumerable.Range(0, 4).Select(model.RoleName));
    }

    [Fact]
    public void Each_writer_is_a_user_of_the_address_space()
    {
        var settings = Lab.Settings("0-4r", new ScriptActor("look", NoteUsers), Writer(1), Writer(2), Reader("reader"));
        Lab.Play(settings, "look");
        Assert.Equal(["users 3 count 1"], settings.Monitors.OfType<Notes>().Single().Lines);
    }

    /// <summary>Every round is a call of its own; the thread exits only where the process may.</summary>
    [Theory]
    [InlineData(1, Faults.None, "write lock, commit")]
    [InlineData(3, Faults.None, "write lock, commit, write lock, commit, write lock, commit")]
    [InlineData(2, Faults.Exit, "write lock, commit, write lock, commit")]
    public void A_writer_works_its_rounds(int rounds, Faults faults, string expected)
    {
        var settings = Lab.Settings("0-4r", Writer(rounds)) with
        {
            Monitors = [new Notes(), new SectionLog()],
            Faults = faults,
        };
        Lab.Search(settings);
        Assert.Equal(expected, string.Join(", ", settings.Monitors.OfType<Notes>().Single().Lines));
    }

    /// <summary>A munmap commits at its downgrade, once: what follows is no write section.</summary>
    [Fact]
    public void A_downgrade_is_the_commit()
    {
        var settings = Lab.Settings("0-4r 4-8w", new WriterActor("writer", () => MemoryCalls.Munmap(4, 8), 1)) with
        {
            Monitors = [new Notes(), new SectionLog(withMap: true)],
        };
        Lab.Search(settings);
        Assert.Equal(
            ["write lock 0-4r 4-8w, open True, live True", "commit 0-4r, open False, live True"],
            settings.Monitors.OfType<Notes>().Single().Lines);
    }

    [Fact]
    public void A_routine_of_the_kernel_needs_a_kernel_model()
    {
        var error = Assert.Throws<RoutineException>(() => Explorer.Search(new Elsewhere()));
        Assert.Contains("runs in a Elsewhere", error.Message);
    }

    /// <summary>After exit_mm the target has nothing mapped; who holds the mm still reads its VMAs.</summary>
    [Fact]
    public void The_committed_map_of_a_dead_target_is_empty_and_that_of_its_mm_is_not()
    {
        var settings = Lab.Settings("0-4r 4-8w", new ScriptActor("look", NoteMaps));
        Assert.Equal(["0 of 2 VMAs", "2 of 2 VMAs"], Lab.Outcomes(settings));
    }

    [Theory]
    [InlineData("4-8w", true)]
    [InlineData("4-8r", false)]
    [InlineData("4-7w", false)]
    [InlineData("5-8w", false)]
    [InlineData("4-8w,pgoff=5", false)]
    [InlineData("4-8w,file=1", false)]
    [InlineData("4-8w,anon_vma=9", true)]
    [InlineData("4-8w,close", true)]
    public void A_record_is_in_the_map_if_it_shows_the_same(string record, bool expected)
    {
        var layout = LayoutText.Parse(record);
        var shown = new MapRecord(
            (ushort)layout.Vmas[0].Start,
            (ushort)layout.Vmas[0].End,
            BackingNames.Of(layout).AttributesOf(layout.Vmas[0]));
        var settings = Lab.Settings("0-4r 4-8w,anon_vma=3 8-12r", new ScriptActor("look", () => NoteContains(shown)));
        Assert.Equal([$"{expected}"], Lab.Outcomes(settings));
    }

    private static ReaderActor Reader(string name) => new(name, NoteUsers);

    private static WriterActor Writer(int rounds) => new("writer", () => MemoryCalls.Mprotect(0, 4, 2), rounds);

    private static async Routine NoteUsers()
    {
        await Operation.Issue(new UserStep(UserCall.Open));
        Notes.Add($"users {Mm.First.Raw.Users} count {Mm.First.Raw.Count}");
    }

    private static async Routine NoteMaps()
    {
        await Mm.First.Get();
        NoteMap();
        await MmLifetime.ExitTarget();
        NoteMap();
        await Mm.First.Put();
    }

    private static void NoteMap()
    {
        var model = KernelModel.Current;
        Notes.Add($"{CommittedMap.Now(model).Count} of {CommittedMap.OfMm(model).Count} VMAs");
    }

    private static async Routine NoteContains(MapRecord record)
    {
        await Operation.Issue(new UserStep(UserCall.Open));
        Notes.Add($"{CommittedMap.Now(KernelModel.Current).Contains(record)}");
    }

    /// <summary>A model of another kind that runs a routine of the kernel's.</summary>
    private sealed class Elsewhere : Model<int>
    {
        public override int ThreadCount => 1;

        public override void Start() => Threads.Spawn(0, () => MemoryCalls.Munmap(0, 1));

        public override string RoleName(int role) => "thread";
    }
}
