namespace LockCheck.Engine.Tests.Search.Components;

/// <summary>Two pieces have one number if and only if they are equal byte by byte, and have one tag.</summary>
public unsafe class InternerTests
{
    private const int Words = 128;

    [Fact]
    public void Equal_content_has_one_number_for_each_tag_and_length()
    {
        using var pieces = new Interner(isShared: false);
        var content = stackalloc ulong[4] { 1, 2, 3, 4 };
        var hash = new Hash128(9, 9);
        var number = pieces.Number((byte*)content, 24, 0, hash);
        Assert.NotEqual(0u, number);
        Assert.Equal(number, pieces.Number((byte*)content, 24, 0, hash));
        var others = new[]
        {
            pieces.Number((byte*)content, 24, 1, hash),
            pieces.Number((byte*)content, 32, 0, hash),
            pieces.Number((byte*)content, 0, 0, hash),
            pieces.Number((byte*)(content + 1), 24, 0, hash),
        };
        Assert.Equal(5, others.Append(number).Distinct().Count());
        Assert.Equal(5, pieces.Count);
        Assert.Equal((24, 1), (pieces[others[0]]->Bytes, pieces[others[0]]->Tag));
        Assert.Equal(hash, pieces[number]->Hash);
    }

    /// <summary>A hash only finds pieces: that two have the same one changes nothing.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Pieces_of_one_hash_are_told_apart_and_survive_growth(bool isShared)
    {
        using var pieces = new Interner(isShared);
        var numbers = new HashSet<uint>();
        var content = 0UL;
        for (var round = 0; round < 2; round++)
        {
            for (content = 0; content < 2_000; content++)
            {
                var at = content;
                var number = pieces.Number((byte*)&at, sizeof(ulong), 0, new Hash128(content % 3, 0));
                Assert.Equal(round == 0, numbers.Add(number));
                Assert.Equal(content, *(ulong*)pieces[number]->Content);
            }
        }

        Assert.Equal(2_000, pieces.Count);
    }

    /// <summary>More than sixteen chunks: the directory of the chunks grows while others read it.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void Several_threads_give_one_number_to_one_piece(int workers)
    {
        const int Pieces = 36_000;
        using var pieces = new Interner(isShared: true);
        var numbers = Enumerable.Range(0, workers).Select(_ => new uint[Pieces]).ToArray();
        using (var team = new WorkerTeam(workers, _ => new MemoryStream()))
        {
            team.Do(self =>
            {
                var content = new ulong[Words];
                for (var i = 0; i < Pieces; i++)
                {
                    // Each comes from another end, and all meet.
                    var piece = self % 2 == 0 ? i : Pieces - 1 - i;
                    Fill(content, piece);
                    fixed (ulong* at = content)
                    {
                        numbers[self][piece] = pieces.Number((byte*)at, Words * sizeof(ulong), 0, HashOf(piece));
                    }

                    if (!IsPiece(pieces[numbers[self][piece]], piece))
                    {
                        throw new InvalidOperationException($"piece {piece} is not what was put in");
                    }
                }
            });
        }

        Assert.Equal(Pieces, pieces.Count);
        Assert.Equal(Pieces, numbers[0].Distinct().Count());
        Assert.All(numbers, mine => Assert.Equal(numbers[0], mine));
        Assert.True(pieces.Bytes > 16 * (2L << 20), $"{pieces.Bytes} bytes fit into the first directory");
        for (var piece = 0; piece < Pieces; piece++)
        {
            Assert.True(IsPiece(pieces[numbers[0][piece]], piece));
        }
    }

    [Fact]
    public void A_piece_that_no_chunk_can_hold_is_refused()
    {
        using var pieces = new Interner(isShared: false);
        var content = new byte[2 << 20];
        fixed (byte* at = content)
        {
            var address = (nint)at;
            var error = Assert.Throws<RoutineException>(
                () => pieces.Number((byte*)address, content.Length, 0, default));
            Assert.Contains("at most 2,097,152 can be kept", error.Message, StringComparison.Ordinal);
        }
    }

    private static void Fill(ulong[] content, int piece)
    {
        for (var i = 0; i < content.Length; i++)
        {
            content[i] = ((ulong)piece << 20) + (ulong)i;
        }
    }

    private static bool IsPiece(Piece* found, int piece)
    {
        for (var i = 0; i < Words; i++)
        {
            if (((ulong*)found->Content)[i] != ((ulong)piece << 20) + (ulong)i)
            {
                return false;
            }
        }

        return found->Bytes == Words * sizeof(ulong) && found->Hash == HashOf(piece);
    }

    /// <summary>Some of one hash, and shards of all kinds.</summary>
    private static Hash128 HashOf(int piece) => new((ulong)(piece / 4) * 0x9E3779B97F4A7C15, (ulong)piece / 4);
}
