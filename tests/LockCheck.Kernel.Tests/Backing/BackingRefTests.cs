using LockCheck.Kernel.Tests.Support;

namespace LockCheck.Kernel.Tests.Backing;

/// <summary>
/// References to files, which keep their type when they are freed, and to anon_names, which are freed after a grace
/// period (protocols.md 1.4).
/// </summary>
public class BackingRefTests
{
    private const string OneFile = "0-4r,file=1";
    private const string OneName = "0-4r,name=\"[anon:heap]\"";

    [Theory]
    [InlineData("a VMA has one", OneFile, "look", "1 Live")]
    [InlineData("two VMAs have two", "0-4r,file=1 4-8w,file=1", "look", "2 Live")]
    [InlineData("a reader takes one more and gives it back", OneFile, "r r look r look", "2 Live", "1 Live")]
    [InlineData("a reader's keeps the file", OneFile, "r r free look r look", "1 Live", "0 Dying")]
    [InlineData("a file keeps its type", OneFile, "free look", "0 Dying")]
    [InlineData("in a read section too", OneFile, "r free look", "0 Dying")]
    [InlineData("a name is freed", OneName, "free look", "0 Freed")]
    [InlineData("a name waits for the read section", OneName, "s free look s look", "0 Dying", "0 Freed")]
    [InlineData("and for no later one", OneName, "s free r s look", "0 Freed")]
    public void References(string goal, string layout, string schedule, params string[] expected) =>
        Assert.Equal([goal, .. expected], [goal, .. Lab.Lines(Settings(layout), schedule)]);

    // In era B the name of a freed VMA is dropped after the VMA's grace period (vm_area_free_rcu_cb), the file at once.
    [Theory]
    [InlineData(OneFile, "s free look s look", "0 Dying", "0 Dying")]
    [InlineData(OneName, "s free look s look", "1 Live", "0 Freed")]
    [InlineData(OneName, "s free r s look r r look", "0 Dying", "fails", "0 Freed")]
    [InlineData(OneName, "free look", "0 Freed")]
    public void In_era_B_a_name_lives_as_long_as_its_VMA(string layout, string schedule, params string[] expected) =>
        Assert.Equal(expected, Lab.Lines(Settings(layout) with { Era = VmaLockEra.B }, schedule));

    [Theory]
    [InlineData("an open takes a free file object", OneFile, "free open look", "1 Live")]
    [InlineData("and none that is in use", OneFile, "open look", "1 Live")]
    [InlineData("and no name", OneName, "s free open look", "0 Dying")]
    [InlineData("a reader's reference to it counts", OneFile, "free open r r look r look", "2 Live", "1 Live")]
    public void Reuse(string goal, string layout, string schedule, params string[] expected) =>
        Assert.Equal([goal, .. expected], [goal, .. Lab.Lines(Settings(layout), schedule)]);

    // The other half of number 27: the file that the loop has waited for is another one.
    [Fact]
    public void An_open_ends_the_loop_with_another_file() => Assert.Equal(
        "it is another file by now", Lab.LastDetails(Settings(OneFile), "spin free spin spin open spin"));

    // I10: "discarded unless validated". To have it and to drop it is none.
    [Fact]
    public void Another_file_is_not_shown()
    {
        Assert.Empty(Misuses(Reader));
        Assert.Equal(["Recycled"], Misuses(Show));
    }

    [Theory]
    [InlineData(OneFile)]
    [InlineData(OneName)]
    public void None_is_taken_at_zero(string layout) =>
        Assert.Equal(["0 Dying", "fails"], Lab.Lines(Settings(layout), "r free look r"));

    // Number 27 of protocols.md 5: get_file_rcu reads the pointer again, from a copy that nobody will ever change.
    [Fact]
    public void A_get_through_a_private_copy_never_ends() => Assert.Contains(
        "tries again for ever", Lab.LastDetails(Settings(OneFile), "spin free spin spin"));

    [Fact]
    public void A_freed_name_is_not_touched() =>
        Assert.Contains("touches freed memory", Lab.LastDetails(Settings(OneName), "free r r"));

    [Fact]
    public void A_reference_that_was_not_taken_is_not_put() => Assert.Equal(
        ["RefcountUnderflow"],
        Lab.Misuses(Settings(OneFile) with { Actors = [new ScriptActor("thread", PutOnly)] }));

    private static KernelSettings Settings(string layout) => Lab.Settings(
        layout,
        new ScriptActor("r", Reader),
        new ScriptActor("s", Section),
        new ScriptActor("spin", Spin),
        new ScriptActor("free", FreeIt),
        new ScriptActor("open", OpenAnother),
        new ScriptActor("look", Look)) with
    {
        Era = VmaLockEra.C,
        TracksBacking = true,
    };

    private static IReadOnlyList<string> Misuses(Func<Routine> reader) => Lab.Misuses(Settings(OneFile) with
    {
        Actors = [new ReaderActor("r", reader), new ScriptActor("w", FreeAndOpen)],
    });

    private static async Routine FreeAndOpen()
    {
        await FreeIt();
        await OpenAnother();
    }

    private static async Routine OpenAnother() => await OtherFile.Open(1);

    private static async Routine Show()
    {
        await Kernel.Rcu.ReadLock();
        if (await new BackingRef(1).TryGet())
        {
            KernelModel.Current.Events.Record(new MapRecord(0, 4, new VmaAttributes(0, 1, 0, 1, 0)));
            await new BackingRef(1).Put();
        }

        await Kernel.Rcu.ReadUnlock();
    }

    private static async Routine Reader()
    {
        await Kernel.Rcu.ReadLock();
        if (await new BackingRef(1).TryGet())
        {
            await new BackingRef(1).Put();
        }
        else
        {
            Notes.Add("fails");
        }

        await Kernel.Rcu.ReadUnlock();
    }

    private static async Routine Section()
    {
        await Kernel.Rcu.ReadLock();
        await Kernel.Rcu.ReadUnlock();
    }

    private static async Routine Spin()
    {
        await Kernel.Rcu.ReadLock();
        await new BackingRef(1).GetFromPrivateCopy();
    }

    private static async Routine PutOnly() => await new BackingRef(1).Put();

    private static async Routine FreeIt()
    {
        await Step.At("free");
        VmaSlab.Free(new Vma(1));
    }

    private static async Routine Look()
    {
        while (true)
        {
            await Step.At("look");
            Notes.Add($"{KernelModel.Current.Backings[0].Refs} {KernelModel.Current.Backings[0].State}");
        }
    }
}
