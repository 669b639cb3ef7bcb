using LockCheck.Engine;
using LockCheck.Kernel;
using LockCheck.Kernel.Layouts;
using LockCheck.Specs.Scenarios;
using LockCheck.Specs.Tests.Mutants;

namespace LockCheck.Specs.Tests.Invariants;

/// <summary>PROCMAP_QUERY (docs/protocols.md 2h; 6.1, its end; 6.2, rows P-Q0, P-Q5 and P-Q; 6.3).</summary>
public class QueryTests
{
    private const string MmapLock = "procmap_query/mmap-lock";
    private const string PerVmaLock = "procmap_query/per-vma-lock";
    private const string FirstPosted = "procmap_query/first-posted";
    private const string MmapLockWalk = "procmap_query/mmap-lock-walk";
    private const string PerVmaLockWalk = "procmap_query/per-vma-lock-walk";

    // A VMA with a name, one with a file, a hole, and one with neither.
    private const string Named = "0-2r,name=\"[anon:x]\" 2-3w,file=1 4-5r";

    // Transient holes over whole VMAs, which nothing near them gives away: numbers 36 and 37 of docs/protocols.md 5.
    private static readonly string[] Holes =
    [
        "map-fixed-old-whole-last",
        "map-fixed-old-whole-mid",
        "maps-race-split-old",
        "mremap-fixed-whole-last",
        "mremap-fixed-whole-mid",
    ];

    public static TheoryData<string> Writers => [.. Check.WritersOf(PerVmaLock)];

    public static TheoryData<string> Mutants =>
        [.. Check.Known.Readers.OfType<QueryMutant>().Select(mutant => mutant.Name)];

    // Goal: the answer is right whatever is done to the map, but for the holes. Method: each page of the layout, every
    // writer; P-Q and the walk made of it, in which no position is left over from the answer before.
    [Theory]
    [MemberData(nameof(Writers))]
    public void They_keep_their_promises_but_for_holes_over_whole_VMAs(string writer)
    {
        var isHole = Holes.Contains(writer);
        Assert.Equal(isHole ? "I17" : string.Empty, Check.Failures(Check.Run(Check.Of(PerVmaLock, writer, new(1)))));
        Assert.Equal(
            isHole ? "I1 I17" : string.Empty, Check.Failures(Check.Run(Check.Of(PerVmaLockWalk, writer, new(1)))));
        Assert.Equal(string.Empty, Check.Failures(Check.Run(Check.Of(MmapLock, writer, new(1)))));
        Assert.Equal(string.Empty, Check.Failures(Check.Run(Check.Of(MmapLockWalk, writer, new(1)))));
    }

    // Goal: a second round changes nothing of that, such as a position that would be left over (docs/findings.md 1-3).
    [Theory]
    [InlineData("merge-right-full")]
    [InlineData("merge-left-part")]
    [InlineData("split-front")]
    [InlineData("split-then-re-merge")]
    [InlineData("shrink-then-grow")]
    public void A_walk_keeps_them_in_two_rounds(string writer) =>
        Assert.Equal(string.Empty, Check.Failures(Check.Run(Check.Of(PerVmaLockWalk, writer, new(1), repeat: 2))));

    // Goal: nothing is held, and nothing is put twice, whatever fails (6.3: -EINTR, -ESRCH, -ENOMEM, -EAGAIN).
    [Theory]
    [InlineData(MmapLock)]
    [InlineData(PerVmaLock)]
    [InlineData("procmap_query/build-id-fixed")]
    [InlineData("procmap_query/build-id-locked")]
    public void They_keep_their_promises_whatever_fails(string reader)
    {
        const Faults Any = Faults.Signal | Faults.NoMem | Faults.RefLimit;
        foreach (var faults in (Faults[])[Any, Any | Faults.Exit])
        {
            foreach (var layout in (string[])["0-1r 1-2w 2-3r", Named])
            {
                var scenario = Check.Of(reader, "mprotect-mid", new(1), faults) with
                {
                    Layout = LayoutText.Parse(layout),
                };
                Assert.Equal(string.Empty, Check.Failures(Check.Run(scenario)));
            }
        }
    }

    // Goal: several threads of one file do no harm, but where the file keeps what they have locked (number 44).
    [Theory]
    [InlineData(MmapLock, "")]
    [InlineData(PerVmaLock, "")]
    [InlineData("procmap_query/build-id-fixed", "")]
    [InlineData(FirstPosted, "I10 I17 I8")]
    public void Two_threads_share_a_file(string reader, string failures)
    {
        var scenario = Alone(reader, "0-1r 1-2w") with { Readers = 2 };
        Assert.Equal(failures, Failures(scenario));
        if (failures.Length == 0)
        {
            Assert.Equal(failures, Failures(scenario with { Writers = [new WriterAt("mprotect-mid", 1)] }));
        }
    }

    // Numbers 45, 46 and 48, and that each takes what it takes: a name, a hole, a file.
    [Theory]
    [InlineData(FirstPosted, Named, "I11")]
    [InlineData(FirstPosted, "0-1r 2-3w", "")]
    [InlineData("procmap_query/not-found-leak", "0-1r 2-3w", "I8")]
    [InlineData("procmap_query/not-found-leak", "0-1r 1-3w", "")]
    [InlineData("procmap_query/build-id", Named, "I9")]
    [InlineData("procmap_query/build-id", "0-2r,name=\"[anon:x]\" 4-5r", "")]
    [InlineData(PerVmaLock, Named, "")]
    [InlineData(MmapLock, Named, "")]
    public void A_bug_needs_no_writer(string reader, string layout, string failures) =>
        Assert.Equal(failures, Failures(Alone(reader, layout)));

    [Theory]
    [MemberData(nameof(Mutants))]
    public void A_defect_is_noticed(string name)
    {
        var mutant = Assert.IsType<QueryMutant>(Check.Known.Reader(name), exactMatch: false);
        var failures = Check.Failures(Check.Run(Check.Of(name, mutant.Writer, new(1)))).Split(' ');
        Assert.Contains(mutant.Breaks, failures);
    }

    // Goal: a file that keeps nothing costs nothing. Method: the vectors of a reader that opens its own.
    [Fact]
    public void Only_a_file_with_state_takes_room()
    {
        var settings = Alone(PerVmaLock, "0-1r 1-2w").Build(Check.Known).Settings with { Monitors = [] };
        Assert.Equal(Bytes(settings with { File = ReaderFile.Own }), Bytes(settings));
        Assert.NotEqual(Bytes(settings with { File = ReaderFile.SharedWithState }), Bytes(settings));
    }

    private static int Bytes(KernelSettings settings) =>
        LoadedModel.Load(new KernelModel(settings)).Layout.WorldBytes;

    private static Scenario Alone(string reader, string layout) => new()
    {
        Reader = reader,
        Layout = LayoutText.Parse(layout),
    };

    // After a broken lock nothing means anything, so a thread may also block for ever.
    private static string Failures(Scenario scenario)
    {
        var result = Explorer.Search(scenario.Build(Check.Known));
        Assert.Null(result.CutBy);
        return Check.Failures(result);
    }
}
