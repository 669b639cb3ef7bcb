using LockCheck.Kernel.Tests.Support;

namespace LockCheck.Kernel.Tests.AddressSpace;

/// <summary>Mappings of files merge only where their offsets go on (protocols.md 1.7, "contiguous pgoff").</summary>
public class FileMappingTests
{
    [Theory]
    [InlineData("case 7", "0-4r,file=1,pgoff=10 4-8w,file=1,pgoff=14", "mprotect 4-8 r", "0-8r,backing=1,pgoff=10@1")]
    [InlineData(
        "case 6", "0-4r,file=1,pgoff=10 4-8w,file=1,pgoff=14 8-9r,file=1,pgoff=18", "mprotect 4-8 r",
        "0-9r,backing=1,pgoff=10@1")]
    [InlineData("case 8", "4-8w,file=1,pgoff=14 8-9r,file=1,pgoff=18", "mprotect 4-8 r", "4-9r,backing=1,pgoff=14@2")]
    [InlineData(
        "case 4", "4-8w,file=1,pgoff=14 8-9r,file=1,pgoff=18", "mprotect 6-8 r",
        "4-6w,backing=1,pgoff=14@1 6-9r,backing=1,pgoff=16@2")]
    [InlineData(
        "case 5", "0-4r,file=1,pgoff=10 4-8w,file=1,pgoff=14", "mprotect 4-5 r",
        "0-5r,backing=1,pgoff=10@1 5-8w,backing=1,pgoff=15@2")]
    [InlineData("offset 0", "0-4r,file=1,pgoff=0 4-8w,file=1,pgoff=4", "mprotect 4-8 r", "0-8r,backing=1@1")]
    public void Contiguous_offsets_merge(string goal, string layout, string call, string expected) =>
        Assert.Equal((goal, expected), (goal, Assert.Single(CallRun.Outcomes(layout, call))));

    [Theory]
    [InlineData("an offset that jumps", "0-4r,file=1,pgoff=10 4-8w,file=1,pgoff=15", "15", 1)]
    [InlineData("an offset that goes back", "0-4r,file=1,pgoff=10 4-8w,file=1,pgoff=10", "10", 1)]
    [InlineData("another file", "0-4r,file=1,pgoff=10 4-8w,file=2,pgoff=14", "14", 2)]
    public void Other_offsets_and_files_do_not(string goal, string layout, string pgoff, int backing) =>
        Assert.Equal(
            (goal, $"0-4r,backing=1,pgoff=10@1 4-8r,backing={backing},pgoff={pgoff}@2"),
            (goal, Assert.Single(CallRun.Outcomes(layout, "mprotect 4-8 r"))));

    /// <summary>Same file on one side, contiguous on the other: each side is judged by itself.</summary>
    [Fact]
    public void One_side_may_fit_without_the_other() =>
        CallRun.Ends(
            "0-4r,backing=1,pgoff=10@1 4-9r,backing=1,pgoff=20@3",
            "0-4r,file=1,pgoff=10 4-8w,file=1,pgoff=20 8-9r,file=1,pgoff=24",
            "mprotect 4-8 r");

    /// <summary>A file's VMA that is split and changed back is one VMA again, with its offset.</summary>
    [Fact]
    public void A_split_and_a_merge_restore_the_offsets()
    {
        var settings = Lab.Settings("0-8r,file=1,pgoff=10", new WriterActor("writer", ThereAndBack, 1));
        Assert.Equal(["0-8r,backing=1,pgoff=10@2"], Lab.Outcomes(settings));
    }

    private static async Routine<int> ThereAndBack()
    {
        await MemoryCalls.Mprotect(2, 5, 3);
        await MemoryCalls.Mprotect(2, 5, 1);
        MapInvariants.Check();
        Notes.Add(MapText.Now());
        return 0;
    }
}
