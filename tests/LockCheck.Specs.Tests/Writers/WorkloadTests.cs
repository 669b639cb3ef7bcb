using LockCheck.Kernel;
using LockCheck.Kernel.Layouts;
using LockCheck.Protocols;
using LockCheck.Specs.Scenarios;
using LockCheck.Specs.Tests.Invariants;
using LockCheck.Specs.Tests.Mutants;

namespace LockCheck.Specs.Tests.Writers;

/// <summary>Where writers can work, and what goes together in a scenario.</summary>
public class WorkloadTests
{
    [Theory]
    [InlineData("mremap-fixed-head-of-mid", "0-4r 4-8w 8-12r", 1, null)]
    [InlineData("mremap-fixed-head-of-mid", "0-4r 4-8w 9-12r", 1, "no VMA above to move pages from")]
    [InlineData("mremap-fixed-head-of-mid", "0-4r 4-8w 8-9r", 1, "the VMA above is too small")]
    [InlineData("mremap-fixed-head-of-mid", "0-4r 4-5w 5-9r", 1, "fewer than 2 pages")]
    [InlineData("mremap-fixed-whole-mid", "0-4x 5-8r 8-12w 12-16r", 2, null)]
    [InlineData(
        "mremap-fixed-whole-mid", "0-4r 5-8r 8-12w 12-16r", 2, "no VMA elsewhere that could be moved onto it")]
    [InlineData("mremap-fixed-whole-mid", "0-3x 5-8r 8-12w 12-16r", 2, "no VMA elsewhere that could be moved onto it")]
    [InlineData("mremap-fixed-whole-mid", "0-4x 4-8w 8-12r", 1, "no VMA elsewhere that could be moved onto it")]
    [InlineData("mremap-fixed-whole-last", "0-4x 5-8r 8-12w", 1, "not the last VMA")]
    [InlineData(
        "mremap-fixed-whole-last", "0-4x,special 5-8r 8-12w", 2, "no VMA elsewhere that could be moved onto it")]
    [InlineData("mremap-move", "0-4r 4-8w 8-12r pages=18", 1, null)]
    [InlineData("mremap-move", "0-4r 4-8w 8-12r pages=17", 1, "no gap above all others that is large enough")]
    [InlineData("mremap-move", "0-4r 4-8w 9-12r pages=30", 1, "it can grow where it is")]
    [InlineData("mremap-move", "0-4r 4-8w,special 8-12r pages=30", 1, "VM_SPECIAL")]
    [InlineData("brk-grow", "0-4w 6-8r", 0, "no gap above")]
    [InlineData("brk-grow", "0-4w,file=1", 0, "no plain anonymous memory")]
    [InlineData("brk-shrink", "0-1w", 0, "fewer than 2 pages")]
    [InlineData("brk-shrink", "0-4ws", 0, "no plain anonymous memory")]
    [InlineData("anon-name", "0-4w,name=\"[anon:x]\"", 0, "no plain anonymous memory")]
    [InlineData("anon-name", "0-1w", 0, "fewer than 2 pages")]
    [InlineData("stack-grow", "0-4r 4-8w", 1, "does not grow down")]
    [InlineData("stack-grow", "0-4w,growsdown", 0, "no room below")]
    [InlineData("stack-grow", "0-4r 5-8w,growsdown", 1, "no room below")]
    [InlineData("stack-grow", "0-4r 6-8w,growsdown", 1, null)]
    [InlineData("stack-grow-old", "0-4- 5-8w,growsdown", 1, null)]
    [InlineData("stack-grow-old", "0-4r 4-8w,growsdown", 1, null)]
    [InlineData("maps-race-split", "0-3rw 3-6-", 1, "PROT_NONE is what it has")]
    [InlineData("exec", "0-3r", 0, "fewer than 4 pages")]
    [InlineData("pid-reuse", "0-2r 2-4w pages=4", 1, null)]
    [InlineData("maps-race-split", "0-3- 3-6r", 1, "the VMA below has PROT_NONE")]
    [InlineData("maps-race-split-old", "0-3rw 3-5r", 1, "fewer than 3 pages")]
    [InlineData("maps-race-resize", "0-3rw,file=1", 0, "no plain anonymous memory")]
    [InlineData("maps-race-remap", "0-3rw 3-6r 7-10rw", 1, "no VMA above like it")]
    [InlineData("maps-race-remap", "0-3rw 3-6r 6-8rw", 1, "the VMA above has fewer than 3 pages")]
    [InlineData("maps-race-remap", "0-3rw 3-6r 6-9r", 1, "the same protection as the VMA above")]
    public void Where_a_writer_can_work(string writer, string layout, int at, string? whyNot) =>
        Assert.Equal(whyNot, Check.Known.Writer(writer).WhyNot(new WriterSite(LayoutText.Parse(layout), at)));

    [Fact]
    public void Every_writer_works_among_three_VMAs_or_more() => Assert.All(
        Check.Known.Writers, writer => Assert.True(LayoutText.Parse(writer.Layout).Vmas.Length >= 3, writer.Name));

    /// <summary>Number 53 of docs/protocols.md 5: a real gap is no reader's fault.</summary>
    [Fact]
    public void A_failing_MAP_FIXED_leaves_a_gap_that_no_reader_is_blamed_for()
    {
        var result = Check.Run(Check.Of(CorrectReader.NameOfIt, "map-fixed-new-failing", new(1)));
        Assert.Empty(result.Findings);
    }

    /// <summary>Number 38: the munmap frees the page table that the stack's page fault uses.</summary>
    [Theory]
    [InlineData("stack-grow-old", "I10")]
    [InlineData("stack-grow", "")]
    public void Munmap_beside_a_stack_that_grows(string stack, string broken)
    {
        var scenario = Check.Of(CorrectReader.NameOfIt, "munmap-whole-mid", RecordsPerPage.All) with
        {
            Layout = LayoutText.Parse("0-4r 4-8w 8-12w,growsdown"),
            Writers = [new("munmap-whole-mid", 1), new(stack, 2)],
        };
        Assert.Equal(broken, Check.Failures(Check.Run(scenario)));
    }

    [Fact]
    public void There_is_one_second_mm()
    {
        var scenario = Check.Of(CorrectReader.NameOfIt, "exec", new(1)) with
        {
            Writers = [new("exec", 1), new("pid-reuse", 1)],
        };
        Assert.Contains(
            "it can have one",
            Assert.Throws<ScenarioException>(() => scenario.Build(Check.Known)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void There_is_one_other_process()
    {
        var scenario = Check.Of(CorrectReader.NameOfIt, "unmap-mid-foreign-reuse", new(1)) with
        {
            Writers = [new("unmap-mid-foreign-reuse", 1), new("unmap-mid-foreign-reuse-then-exit", 0)],
        };
        Assert.Contains(
            "it has one thread",
            Assert.Throws<ScenarioException>(() => scenario.Build(Check.Known)).Message,
            StringComparison.Ordinal);
    }
}
