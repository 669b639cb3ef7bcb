using LockCheck.Engine;
using LockCheck.Kernel;
using LockCheck.Kernel.Layouts;
using LockCheck.Protocols;
using LockCheck.Specs.Scenarios;
using LockCheck.Specs.Tests.Invariants;

namespace LockCheck.Specs.Tests.Writers;

/// <summary>A round and its undoing leave the memory map as it was, as far as users see it.</summary>
public class UndoTests
{
    // Files at offsets, shared memory, a stack, touched memory, names, a hole below, and room at the top.
    private static readonly string[] OtherLayouts =
    [
        "2-6r,file=1,pgoff=10 6-10w,file=1,pgoff=14 10-14r,file=1,pgoff=18 pages=24",
        "2-6rs 6-10ws 11-15r,file=2,pgoff=3 16-20x pages=28",
        "2-6rw,anon_vma=1 6-10w,anon_vma=1 10-14rw,anon_vma=1 16-20x pages=30",
        "2-6w,name=\"[anon:x]\" 6-10r,name=\"[anon:x]\" 12-16w 18-22rw,growsdown pages=34",
        "4-8w 12-16rw 16-20x 20-24w pages=34",
    ];

    public static TheoryData<string> Writers => [.. Check.Known.MapWriters.Select(writer => writer.Name)];

    // Method: the writer alone, one round and two, at every VMA of its own layout and of others at which it can work.
    [Theory]
    [MemberData(nameof(Writers))]
    public void A_round_and_its_undoing_change_nothing(string name)
    {
        var writer = Check.Known.Writer(name);
        var layouts = OtherLayouts.Prepend(writer.Layout).Select(text => LayoutText.Parse(text)).ToList();
        var places = layouts.SelectMany(layout => WriterPlaces.Of(writer, layout)
            .Where(place => place.WhyNot is null && !writer.DoesNothing)
            .Select(place => (layout, place.Vma))).ToList();
        Assert.True(writer.DoesNothing || places.Count > 0);
        foreach (var (layout, at) in places)
        {
            var undoing = writer.UndoOf(new WriterSite(layout, at));
            if (undoing.IsImpossible)
            {
                continue;
            }

            foreach (var rounds in (int[])[1, 2])
            {
                var differs = Differs(writer, layout, at, rounds, undoes: true);
                Assert.False(differs, $"{name} at VMA {at} of {LayoutText.Print(layout)}, {rounds} rounds");
            }
        }
    }

    // Otherwise the test above would prove nothing. And who says that there is nothing to undo must be right.
    [Theory]
    [MemberData(nameof(Writers))]
    public void A_round_alone_changes_the_map_where_it_has_an_undoing(string name)
    {
        var writer = Check.Known.Writer(name);
        var layout = LayoutText.Parse(writer.Layout);
        var undoing = writer.UndoOf(new WriterSite(layout, writer.DefaultAt));
        Assert.Equal(undoing.Calls is null, undoing.WhyNot is not null);
        if (writer.SecondMap(new WriterSite(layout, writer.DefaultAt)) is null)
        {
            Assert.Equal(
                undoing.Calls is not null || undoing.IsImpossible,
                !writer.DoesNothing && Differs(writer, layout, writer.DefaultAt, rounds: 1, undoes: false));
        }
    }

    [Fact]
    public void A_writer_that_says_nothing_has_no_undoing() => Assert.Equal(
        "it does not say how",
        new Silent().UndoOf(new WriterSite(LayoutText.Parse("0-4r"), 0)).WhyNot);

    private static bool Differs(WriterProtocol writer, Layout layout, int at, int rounds, bool undoes)
    {
        var site = new WriterSite(layout, at);
        var undoing = undoes ? writer.UndoOf(site) : null;
        var end = new LastCommit();
        var model = new KernelModel(new KernelSettings
        {
            Layout = layout,
            Actors = [new WriterActor("writer", () => writer.Run(site), rounds, undoing?.Calls)],
            Monitors = [end],
            SpareVmas = writer.SpareVmasOf(VmaLockEra.A, rounds, undoing),
            HasForeignMm = writer.UsesForeignMm,
            HasPageTables = writer.UsesPageTables,
            HasInode = writer.TakesInodeLock,
            AnonNames = writer.AnonNames,
        });
        var result = Explorer.Search(model);
        Assert.Null(result.CutBy);
        Assert.Empty(result.Findings);
        Assert.True(end.Commits >= rounds || writer.TakesInodeLock, "the writer does nothing");
        return end.Differs;
    }

    /// <summary>Looks at the map at each commit. One thread without choices runs once, from start to end.</summary>
    private sealed class LastCommit : Kernel.Monitor
    {
        private KernelModel? _model;

        public bool Differs { get; private set; }

        public int Commits { get; private set; }

        public override IReadOnlyList<Property> Properties => [];

        public override KernelEvent Subscribes => KernelEvent.Commit;

        public override void Attach(KernelModel model, VectorLayout layout) => _model = model;

        public override void OnCommit(Mm mm)
        {
            var layout = _model!.Settings.Layout;
            var map = CommittedMap.OfMm(_model);
            Commits++;
            Differs = map.Count != layout.Vmas.Length;
            for (var at = 0; at < layout.Vmas.Length && !Differs; at++)
            {
                var area = layout.Vmas[at];
                var shown = new MapRecord(
                    (ushort)area.Start, (ushort)area.End, _model.Names.AttributesOf(area)).Shown;
                Differs = map[at].Shown != shown || map[at].Attributes.Traits != (byte)area.Traits;
            }
        }
    }

    private sealed class Silent : WriterProtocol
    {
        public override string Name => "silent";

        public override string Row => "silent";

        public override string? WhyNot(WriterSite site) => null;

        public override Routine<int> Run(WriterSite site) => MemoryCalls.Unrelated();
    }
}
