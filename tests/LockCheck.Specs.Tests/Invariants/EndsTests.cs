using LockCheck.Engine;
using LockCheck.Kernel;
using LockCheck.Kernel.Layouts;
using LockCheck.Protocols;
using LockCheck.Specs.Invariants;

namespace LockCheck.Specs.Tests.Invariants;

/// <summary>
/// What docs/protocols.md 4 says of I4: "only e_{i+1} >= e_i for P-TV5/7/7m after a contended drop (e.g. [4,8) then its
/// split-off back half [6,8))".
/// </summary>
public class EndsTests
{
    public static TheoryData<string> Readers =>
        ["task_vma/v5", "task_vma/v7", "task_vma/v7-mm-ref", "task_vma/resume-unshown"];

    // Method: every writer of one mm, one to three records a page and pages that end anywhere.
    [Theory]
    [MemberData(nameof(Readers))]
    public void Ends_never_decrease(string reader)
    {
        foreach (var writer in Check.OfOneMm.Where(writer => !writer.DoesNothing))
        {
            foreach (var page in (RecordsPerPage[])[new(1), RecordsPerPage.All, RecordsPerPage.Choice])
            {
                Assert.False(Decreases(reader, writer, page), $"{writer.Name}, {page}");
            }
        }
    }

    [Fact]
    public void They_may_stay_after_a_split() => Assert.Contains(
        "I4 I5",
        Check.Observations(Check.Run(Check.Of("task_vma/v7", "split-back", RecordsPerPage.All))),
        StringComparison.Ordinal);

    // Otherwise the test above would prove nothing.
    [Fact]
    public void They_do_decrease_for_a_reader_that_walks_down() =>
        Assert.True(Decreases("mutant/WalksDown", Check.Known.Writer("mprotect-mid"), new(1)));

    private static bool Decreases(string reader, WriterProtocol writer, RecordsPerPage page)
    {
        var layout = LayoutText.Parse(writer.Layout);
        var site = new WriterSite(layout, writer.DefaultAt);
        var invariant = new EndsDecrease(_: 0);
        invariant.Bind(Property.FirstOfModel, promised: true);
        return Explorer.Search(new KernelModel(new KernelSettings
        {
            Layout = layout,
            Actors =
            [
                new ReaderActor("reader", Check.Known.Reader(reader).Run),
                new WriterActor("writer", () => writer.Run(site), times: 1),
            ],
            Monitors = [invariant],
            RecordsPerPage = page,
            SpareVmas = writer.SpareVmas,
            HasForeignMm = writer.UsesForeignMm,
            HasPageTables = writer.UsesPageTables,
            HasInode = writer.TakesInodeLock,
            AnonNames = writer.AnonNames,
        })).IsViolated;
    }

    /// <summary>I4 in its weak form. The catalogue does not find it: it cannot be made without an argument.</summary>
    private sealed class EndsDecrease : RecordOrder
    {
        public EndsDecrease(int _)
        {
        }

        public override string Id => "ends";

        public override string Title => "no record ends before the one before it";

        protected override ushort PageOf(in MapRecord record) => record.End;

        protected override void Compare(ushort last, in MapRecord record)
        {
            if (record.End < last)
            {
                Broken("the end decreases");
            }
        }
    }
}
