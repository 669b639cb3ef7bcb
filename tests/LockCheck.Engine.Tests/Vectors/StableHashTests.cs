using System.Numerics;

namespace LockCheck.Engine.Tests.Vectors;

/// <summary>A state is known by 64 bits of hash, so these must be as good as drawn.</summary>
public unsafe class StableHashTests
{
    public static readonly TheoryData<int> Lengths = [8, 16, 24, 32, 40, 48, 56, 64, 72, 96, 128, 136, 200, 1024];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Small_numbers_in_small_vectors_do_not_collide(int bytes)
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
            Assert.True(seen.Add(StableHash.Of((byte*)vector, bytes, seed: 0x57)));
            new Span<byte>(vector, bytes).Clear();
        }
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void A_flipped_bit_flips_half_of_the_hash(int bytes)
    {
        var random = new SplitMix((ulong)bytes);
        var vector = stackalloc ulong[bytes / 8];
        for (var i = 0; i < bytes / 8; i++)
        {
            vector[i] = random.Next();
        }

        var before = StableHash.Of((byte*)vector, bytes, seed: 1);
        var flips = new List<int>();
        for (var bit = 0; bit < bytes * 8; bit++)
        {
            vector[bit / 64] ^= 1UL << (bit % 64);
            flips.Add(BitOperations.PopCount(before ^ StableHash.Of((byte*)vector, bytes, seed: 1)));
            vector[bit / 64] ^= 1UL << (bit % 64);
        }

        Assert.InRange(flips.Average(), 30, 34);
        Assert.All(flips, count => Assert.InRange(count, 8, 56));
    }

    // Goal: no seed makes the hash forget a word. Method: the worst seeds, which cancel one of its constants, in a
    // vector that is zero but for one word; a product of two words forgot the other one there.
    [Theory]
    [MemberData(nameof(Lengths))]
    public void A_seed_that_cancels_a_constant_forgets_nothing(int bytes)
    {
        var vector = stackalloc ulong[bytes / 8];
        new Span<byte>(vector, bytes).Clear();
        foreach (var seed in StableHash.Keys)
        {
            var seen = new HashSet<ulong>();
            for (var word = 0; word < bytes / 8; word++)
            {
                for (var value = 1UL; value <= 64; value++)
                {
                    vector[word] = value;
                    Assert.True(seen.Add(StableHash.Of((byte*)vector, bytes, seed)), $"{seed:x}, word {word}");
                }

                vector[word] = 0;
            }
        }
    }

    [Fact]
    public void The_length_and_the_seed_count()
    {
        var zeros = stackalloc ulong[32];
        new Span<ulong>(zeros, 32).Clear();
        var seen = new HashSet<ulong>();
        for (var words = 0; words <= 32; words++)
        {
            for (var seed = 1UL; seed <= 100; seed++)
            {
                Assert.True(seen.Add(StableHash.Of((byte*)zeros, words * 8, seed)));
            }
        }
    }

    [Fact]
    public void A_fingerprint_is_never_zero()
    {
        Assert.NotEqual(0UL, StableHash.Finish(0));
        Assert.NotEqual(0UL, StableHash.Finish(0x9E3779B97F4A7C15));
        Assert.NotEqual(0u, StableHash.Of(string.Empty));
    }

    [Fact]
    public void Names_have_the_same_hash_in_every_process()
    {
        // FNV-1a as published (Fowler, Noll, Vo), over UTF-16 code units.
        Assert.Equal(0x811C9DC5u, StableHash.Of(string.Empty));
        Assert.Equal(0xE40C292Cu, StableHash.Of("a"));
        Assert.Equal(0xBF9CF968u, StableHash.Of("foobar"));
    }
}
