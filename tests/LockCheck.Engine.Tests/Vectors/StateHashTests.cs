using System.Numerics;

namespace LockCheck.Engine.Tests.Vectors;

/// <summary>The hash of a state must be as good as drawn: of either kind, and each half of it.</summary>
public unsafe class StateHashTests
{
    private static readonly int[] Lengths =
        [8, 16, 24, 32, 40, 48, 56, 64, 72, 80, 88, 96, 104, 112, 120, 128, 136, 200, 1024];

    private static readonly Kind[] Kinds =
        AesHash.IsSupported ? Enum.GetValues<Kind>() : [Kind.Product, Kind.ProductHigh, Kind.Used, Kind.UsedHigh];

    public enum Kind
    {
        Product,
        ProductHigh,
        Aes,
        AesHigh,
        Used,
        UsedHigh,
    }

    public static TheoryData<Kind, int> Cases()
    {
        var data = new TheoryData<Kind, int>();
        foreach (var kind in Kinds)
        {
            foreach (var bytes in Lengths)
            {
                data.Add(kind, bytes);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Small_numbers_in_small_vectors_do_not_collide(Kind kind, int bytes)
    {
        var vector = stackalloc ulong[bytes / 8];
        new Span<byte>(vector, bytes).Clear();
        var seen = new HashSet<ulong>();
        for (var i = 0; i < 1 << 16; i++)
        {
            // Four bits each in the first, the last, and two words between: states differ in a few small numbers.
            vector[0] = (ulong)i & 15;
            vector[bytes / 16] += ((ulong)i >> 4 & 15) << 8;
            vector[bytes / 32] += ((ulong)i >> 8 & 15) << 16;
            vector[(bytes / 8) - 1] += ((ulong)i >> 12) << 24;
            Assert.True(seen.Add(Hash(kind, vector, bytes, 0x57)));
            new Span<byte>(vector, bytes).Clear();
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_flipped_bit_flips_half_of_the_hash(Kind kind, int bytes)
    {
        var random = new SplitMix((ulong)bytes);
        var vector = stackalloc ulong[bytes / 8];
        for (var i = 0; i < bytes / 8; i++)
        {
            vector[i] = random.Next();
        }

        var before = Hash(kind, vector, bytes, 1);
        var flips = new List<int>();
        for (var bit = 0; bit < bytes * 8; bit++)
        {
            vector[bit / 64] ^= 1UL << (bit % 64);
            flips.Add(BitOperations.PopCount(before ^ Hash(kind, vector, bytes, 1)));
            vector[bit / 64] ^= 1UL << (bit % 64);
        }

        Assert.InRange(flips.Average(), 30, 34);
        Assert.All(flips, count => Assert.InRange(count, 8, 56));
    }

    // Goal: no seed makes the hash forget a word. Method: the worst seeds, which cancel one of its constants, in a
    // vector that is zero but for one word; a product of two words forgot the other one there.
    [Theory]
    [MemberData(nameof(Cases))]
    public void A_seed_that_cancels_a_constant_forgets_nothing(Kind kind, int bytes)
    {
        var vector = stackalloc ulong[bytes / 8];
        new Span<byte>(vector, bytes).Clear();
        foreach (var seed in ProductHash.Keys)
        {
            var seen = new HashSet<ulong>();
            for (var word = 0; word < bytes / 8; word++)
            {
                for (var value = 1UL; value <= 64; value++)
                {
                    vector[word] = value;
                    Assert.True(seen.Add(Hash(kind, vector, bytes, seed)), $"{seed:x}, word {word}");
                }

                vector[word] = 0;
            }
        }
    }

    // Goal: a change of one block never takes back a change of another. Method: all pairs of small changes in two
    // blocks that follow each other in a chain, which is what cancels in a chain without enough rounds in between.
    [Theory]
    [MemberData(nameof(Cases))]
    public void Changes_in_two_blocks_do_not_cancel(Kind kind, int bytes)
    {
        if (bytes < 128)
        {
            return;
        }

        var vector = stackalloc ulong[bytes / 8];
        new Span<byte>(vector, bytes).Clear();
        var seen = new HashSet<ulong>();
        for (var first = 0UL; first < 256; first++)
        {
            for (var second = 0UL; second < 256; second++)
            {
                vector[0] = first;
                vector[8] = second;
                Assert.True(seen.Add(Hash(kind, vector, bytes, 7)));
            }
        }
    }

    [Theory]
    [InlineData(Kind.Product)]
    [InlineData(Kind.ProductHigh)]
    [InlineData(Kind.Used)]
    [InlineData(Kind.UsedHigh)]
    public void The_length_and_the_seed_count(Kind kind)
    {
        var zeros = stackalloc ulong[32];
        new Span<ulong>(zeros, 32).Clear();
        var seen = new HashSet<ulong>();
        for (var words = 0; words <= 32; words++)
        {
            for (var seed = 1UL; seed <= 100; seed++)
            {
                Assert.True(seen.Add(Hash(kind, zeros, words * 8, seed)));
            }
        }
    }

    private static ulong Hash(Kind kind, ulong* vector, int bytes, ulong seed) => kind switch
    {
        Kind.Product => ProductHash.Of((byte*)vector, bytes, seed).Low,
        Kind.ProductHigh => ProductHash.Of((byte*)vector, bytes, seed).High,
        Kind.Aes => AesHash.Of((byte*)vector, bytes, seed).Low,
        Kind.AesHigh => AesHash.Of((byte*)vector, bytes, seed).High,
        Kind.Used => StableHash.Of((byte*)vector, bytes, seed).Low,
        _ => StableHash.Of((byte*)vector, bytes, seed).High,
    };
}
