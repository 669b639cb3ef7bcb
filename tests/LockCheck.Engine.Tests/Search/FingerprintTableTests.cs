using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace LockCheck.Engine.Tests.Search;

/// <summary>The table of fingerprints is a set, whatever it is filled with, and costs what it says.</summary>
public class FingerprintTableTests
{
    /// <summary>The bits that the smallest table compares: the lower half, and so many of the upper one.</summary>
    private const int HighBits = 9;

    /// <summary>
    /// Fingerprints that collide: in one bucket, with one lower half or nearly, with one upper half, in the last bucket
    /// so that they go on in the first, and some at random.
    /// </summary>
    private static readonly Gen<Hash128> Colliding = Gen.OneOf(
        Gen.Choose(1, 400).Select(n => Of(0x1234_5678_0000_0000 + (ulong)n, 0)),
        Gen.Choose(1, 500).Select(n => Of(0x1234_5678_0000_0000, (ulong)n)),
        Gen.Choose(1, 400).Select(n => Of((ulong)n << 55, 77)),
        Gen.Choose(1, 400).Select(n => Of(ulong.MaxValue - (ulong)n, (ulong)n & 3)),
        Gen.Choose(1, 400).Select(n => Kept(Random(new SplitMix((ulong)n)))));

    [Fact]
    public void A_set_of_fingerprints_is_a_set()
    {
        var sequences = Gen.Choose(0, 4000).SelectMany(length => Gen.ArrayOf(Colliding, length)).ToArbitrary();
        Check.One(Repeatable(tests: 200), Prop.ForAll(sequences, BehavesLikeASet));
    }

    /// <summary>A bucket and its 31 neighbours hold 224; what comes then is kept apart, and found.</summary>
    [Fact]
    public void What_finds_no_place_near_its_own_is_kept_apart()
    {
        using var table = new FingerprintTable();
        for (var n = 0UL; n < 300; n++)
        {
            Assert.True(table.Add(Of(0, n)));
            Assert.Equal(Math.Max(0, (int)n + 1 - (32 * FingerprintTable.SlotsABucket)), table.ApartCount);
        }

        for (var n = 0UL; n < 300; n++)
        {
            Assert.True(table.Contains(Of(0, n)));
            Assert.False(table.Add(Of(0, n)));
            Assert.False(table.Contains(Of(1UL << 32, n)));
        }

        Assert.Equal(300, table.Count);
    }

    /// <summary>
    /// A slot whose mark is looked for may make the next slot look as if it had it, too, if that differs in one bit.
    /// </summary>
    [Fact]
    public void A_mark_beside_an_equal_one_is_not_taken_for_it()
    {
        // In the first table, the upper half gives seven bits to the word, then two to the mark.
        static Hash128 With(ulong word, ulong extra) => Of(0, (word << 2) | extra);

        for (var extra = 0UL; extra < 4; extra++)
        {
            using var table = new FingerprintTable();
            Assert.True(table.Add(With(1, extra)));
            Assert.True(table.Add(With(2, extra ^ 1)));
            Assert.False(table.Contains(With(2, extra)));
            Assert.True(table.Add(With(2, extra)));
        }
    }

    [Fact]
    public void Growth_keeps_everything()
    {
        using var table = new FingerprintTable();
        var colliding = Gen.Sample(Gen.ArrayOf(Colliding, 3000), 1)[0].Distinct().ToList();
        colliding.ForEach(kept => Assert.True(table.Add(kept)));
        Fill(table, 1_500_000);
        Assert.All(colliding, kept => Assert.True(table.Contains(kept)));
        var random = new SplitMix(1);
        for (var i = 0; i < 1_500_000; i++)
        {
            Assert.True(table.Contains(Random(random)));
        }

        Assert.Equal(1_500_000 + colliding.Count, table.Count);
        Assert.False(table.Contains(Random(random)));
    }

    /// <summary>The bits beside the buckets are used up when there are two to 23 of these.</summary>
    [Fact]
    public void Growth_keeps_everything_when_there_are_no_more_bits_to_compare()
    {
        using var table = new FingerprintTable(bits: 22);
        List<Hash128> kept = [];
        for (var n = 0UL; n < 400; n++)
        {
            kept.Add(Of(0xFFFF_FFFF_FFFF_0000, n));
            kept.Add(Of(0x0000_0000_0000_ABCD, n) with { High = n << (64 - 24) });
        }

        kept = [.. kept.Distinct()];
        kept.ForEach(one => Assert.True(table.Add(one)));
        for (var bits = 23; bits <= 24; bits++)
        {
            table.Reserve(FingerprintTable.MaxOf(bits) - kept.Count);
            Assert.All(kept, one => Assert.True(table.Contains(one)));
            Assert.All(kept, one => Assert.False(table.Contains(one with { High = one.High ^ (1UL << 52) })));
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void Several_threads_add_what_is_new(int workers)
    {
        using var table = new FingerprintTable();
        var random = new SplitMix(3);
        var all = Enumerable.Range(0, 60_000)
            .Select(n => n % 3 == 0 ? Of((ulong)n >> 12 << 40, (ulong)n % 512) : Random(random))
            .Select(Kept)
            .Distinct()
            .ToArray();
        for (var from = 0; from < all.Length; from += 10_000)
        {
            var round = all[from..Math.Min(all.Length, from + 10_000)];
            Assert.All(round, one => Assert.False(table.Contains(one)));
            table.Reserve(round.Length);
            InParallel(workers, self =>
            {
                for (var i = self; i < round.Length; i += workers)
                {
                    table.AddNew(round[i]);
                }
            });
            table.Added(round.Length);
        }

        Assert.Equal(all.Length, table.Count);
        Assert.All(all, one => Assert.True(table.Contains(one)));
        Assert.All(all, one => Assert.False(table.Add(one)));
    }

    /// <summary>
    /// Ten bytes a state where the table is large and full; a small one keeps a few bits more of each.
    /// </summary>
    [Fact]
    public void A_full_table_takes_few_bytes_a_state()
    {
        using var table = new FingerprintTable();
        var random = new SplitMix(1);
        var (bytes, count, sizes) = (table.Bytes, 0L, 0);
        while (sizes < 12)
        {
            Assert.True(table.Add(Random(random)));
            if (HasGrown(table, bytes))
            {
                Assert.InRange(bytes / (double)count, 8, 13.2);
                sizes++;
            }

            (bytes, count) = (table.Bytes, table.Count);
        }

        using var large = new FingerprintTable(bits: 23);
        Assert.InRange(large.Bytes / (double)FingerprintTable.MaxOf(23), 8, 10);
    }

    /// <summary>
    /// Each state may be taken for one of those before it; how many bits tell them apart grows with the table.
    /// </summary>
    [Fact]
    public void The_chance_of_a_missed_state_is_the_sum_over_all_states()
    {
        using var table = new FingerprintTable();
        var random = new SplitMix(1);
        var bytes = table.Bytes;
        var (compared, sum) = (64 + 2 + FingerprintTable.InitialBits, 0.0);
        for (var before = 0; before < 300_000; before++)
        {
            sum += before / Math.Pow(2, compared);
            table.Add(Random(random));
            compared += HasGrown(table, bytes) ? 1 : 0;
            bytes = table.Bytes;
            if (before is 10 or 1_000 or 100_000 or 299_999)
            {
                var ratio = FingerprintTable.MissProbability(before + 1) / sum;
                Assert.True(ratio is > 0.999 and < 1.2, $"{ratio} times the sum for {before + 1}");
            }
        }

        Assert.Equal(0, FingerprintTable.MissProbability(0));
        Assert.InRange(FingerprintTable.MissProbability(1_000_000_000), 1e-10, 1e-9);
        Assert.Equal(1, FingerprintTable.MissProbability(1L << 60));
    }

    /// <summary>It doubles; but what was kept apart, and counts too, may find a place then.</summary>
    private static bool HasGrown(FingerprintTable table, long from) => table.Bytes > from * 3 / 2;

    private static void Fill(FingerprintTable table, int count)
    {
        var random = new SplitMix(1);
        for (var i = 0; i < count; i++)
        {
            Assert.True(table.Add(Random(random)));
        }
    }

    private static void InParallel(int workers, Action<int> work)
    {
        using var team = new WorkerTeam(workers, _ => new MemoryStream());
        team.Do(work);
    }

    private static bool BehavesLikeASet(Hash128[] fingerprints)
    {
        using var table = new FingerprintTable();
        var reference = new HashSet<Hash128>();
        return fingerprints.All(one => table.Contains(one) == reference.Contains(one)
                && table.Add(one) == reference.Add(one))
            && table.Count == reference.Count
            && reference.All(one => table.Contains(one) && !table.Add(one));
    }

    /// <summary>A fingerprint by the number that says where it belongs, and by the upper bits that are kept.</summary>
    private static Hash128 Of(ulong spread, ulong high)
    {
        var low = Unspread(spread);
        Assert.Equal(spread, FingerprintTable.Spread(low));
        return new Hash128(low, high << (64 - HighBits));
    }

    private static ulong Unspread(ulong spread)
    {
        // Newton's steps to the inverse of the factor.
        const ulong Factor = 0xD6E8FEB86659FD93;
        var inverse = Factor;
        for (var i = 0; i < 6; i++)
        {
            inverse *= 2 - (Factor * inverse);
        }

        var low = (spread ^ (spread >> 32)) * inverse;
        return low ^ (low >> 32);
    }

    private static Hash128 Kept(Hash128 one) => one with { High = one.High >> (64 - HighBits) << (64 - HighBits) };

    private static Hash128 Random(SplitMix random) => new(random.Next(), random.Next());

    private static Config Repeatable(int tests) => Config.QuickThrowOnFailure.WithMaxTest(tests)
        .WithReplay(FSharpOption<FsCheck.Replay>.Some(new FsCheck.Replay(new Rnd(1), FSharpOption<int>.None)));
}
