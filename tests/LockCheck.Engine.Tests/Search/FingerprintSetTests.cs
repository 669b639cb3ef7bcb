using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace LockCheck.Engine.Tests.Search;

public class FingerprintSetTests
{
    /// <summary>
    /// Fingerprints that collide: in one shard, on one slot, around the end of a table, and some at random.
    /// </summary>
    private static readonly Gen<ulong> Colliding = Gen.OneOf(
        Gen.Choose(1, 400).Select(n => (ulong)n),
        Gen.Choose(1, 400).Select(n => (ulong)n << 32),
        Gen.Choose(1, 400).Select(n => ((ulong)n << 40) | 0xFFFE),
        Gen.Choose(1, 400).Select(n => ulong.MaxValue - (ulong)n),
        Gen.Choose(1, 400).Select(n => new SplitMix((ulong)n).Next()));

    [Fact]
    public void A_set_of_fingerprints_is_a_set()
    {
        var sequences = Gen.Choose(0, 3000).SelectMany(length => Gen.ArrayOf(Colliding, length)).ToArbitrary();
        Check.One(Repeatable(tests: 200), Prop.ForAll(sequences, BehavesLikeASet));
    }

    [Fact]
    public void A_million_fingerprints_take_at_most_22_bytes_each()
    {
        using var set = new FingerprintSet();
        var random = new SplitMix(1);
        for (var i = 0; i < 1_000_000; i++)
        {
            Assert.True(set.Add(random.Next()));
            Assert.True(i < 10_000 || set.Bytes <= 22 * set.Count);
        }

        random = new SplitMix(1);
        for (var i = 0; i < 1_000_000; i++)
        {
            Assert.False(set.Add(random.Next()));
        }

        Assert.Equal(1_000_000, set.Count);
    }

    [Fact]
    public void A_prefetch_changes_nothing()
    {
        using var set = new FingerprintSet();
        set.Prefetch(17);
        Assert.True(set.Add(17));
        set.Prefetch(17);
        Assert.False(set.Add(17));
        Assert.Equal(1, set.Count);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1L << 20, 1.0 / (1L << 25))]
    [InlineData(1L << 32, 0.5)]
    [InlineData(1L << 40, 1)]
    public void The_chance_of_a_missed_state_grows_with_the_square(long states, double expected) =>
        Assert.Equal(expected, FingerprintSet.MissProbability(states));

    private static bool BehavesLikeASet(ulong[] fingerprints)
    {
        using var set = new FingerprintSet();
        var reference = new HashSet<ulong>();
        return fingerprints.All(fingerprint => set.Add(fingerprint) == reference.Add(fingerprint))
            && set.Count == reference.Count
            && reference.All(fingerprint => !set.Add(fingerprint));
    }

    private static Config Repeatable(int tests) => Config.QuickThrowOnFailure.WithMaxTest(tests)
        .WithReplay(FSharpOption<FsCheck.Replay>.Some(new FsCheck.Replay(new Rnd(1), FSharpOption<int>.None)));
}
