using LockCheck.Conformance.OnKernel;
using LockCheck.Kernel;
using LockCheck.Kernel.Layouts;

namespace LockCheck.Conformance.Tests.OnKernel;

/// <summary>What differs between two maps, in as few pieces as there are calls for.</summary>
public sealed class MapPieceTests
{
    [Theory]
    [InlineData("0-4r 4-8w", "0-4r 4-8w", "")]
    [InlineData("0-4r 4-8w", "0-4r", "4-8 goes")]
    [InlineData("0-4r 4-8w 8-12r", "0-2r 10-12r", "2-10 goes")]
    [InlineData("0-4r", "0-4r 6-8w", "6-8 comes")]
    [InlineData("0-4r 4-8w", "0-6r 6-8w", "4-6 r")]
    [InlineData("0-4r 4-8w 8-12r", "0-2r 2-10x 10-12r", "2-10 x")]
    [InlineData("0-8r,file=1,pgoff=0", "0-4r,file=1,pgoff=0 4-8rx,file=1,pgoff=9", "4-8 comes")]
    [InlineData("0-4r 4-8w", "0-4r,kind=3 4-8w,anon_vma=2", "")]
    public void Pieces_are_joined(string before, string after, string expected)
    {
        var pieces = MapPiece.Joined(MapPiece.Between(Map(before), Map(after)));
        Assert.Equal(expected, string.Join(", ", pieces.Select(piece => $"{piece.Start}-{piece.End} " + (
            piece.After is not { } wanted ? "goes"
            : piece.IsProtection ? new MapRecord(0, 1, wanted).ToString()[3..]
            : "comes"))));
    }

    [Fact]
    public void What_keeps_its_offset_at_another_place_has_moved()
    {
        var pieces = MapPiece.Between(Map("0-4r 4-8w 8-12r"), Map("0-4r 8-12r 12-16w,pgoff=4"));
        var (from, to) = MapPiece.MoveIn(pieces)!.Value;
        Assert.Equal((4, 8, 12, 16), (from.Start, from.End, to.Start, to.End));
        Assert.Null(MapPiece.MoveIn(MapPiece.Between(Map("0-4r 4-8w"), Map("0-4r 12-16w"))));
    }

    private static List<MapRecord> Map(string layout)
    {
        var parsed = LayoutText.Parse(layout);
        var names = BackingNames.Of(parsed);
        return
        [
            .. parsed.Vmas.Select(
                vma => new MapRecord((ushort)vma.Start, (ushort)vma.End, names.AttributesOf(vma))),
        ];
    }
}
