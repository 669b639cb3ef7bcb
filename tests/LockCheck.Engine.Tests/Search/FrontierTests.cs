namespace LockCheck.Engine.Tests.Search;

/// <summary>The two orders of the frontier against a queue and a stack, with entries of all sizes.</summary>
public unsafe class FrontierTests
{
    private const int Chunk = 2 << 20;

    private static readonly int[] Sizes = [1, 8, 16, 100, 1000, 5000];
    private static readonly int[] Near = [Chunk - 64, Chunk - 24, Chunk - 16, Chunk - 15, Chunk - 8, Chunk - 1, Chunk];
    private static readonly int[] Large = [Chunk + 1, Chunk + 8, Chunk + 4096, 2 * Chunk, 3 * Chunk];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Breadth_first_is_a_queue(ulong seed)
    {
        using var frontier = new BreadthFirst();
        var reference = new Queue<(int, ulong)>();
        Exercise(frontier, seed, Any, reference.Enqueue, () => reference.Dequeue());
        Assert.True(frontier.IsBreadthFirst);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Depth_first_is_a_stack(ulong seed)
    {
        using var frontier = new DepthFirst();
        var reference = new Stack<(int, ulong)>();
        Exercise(frontier, seed, Any, reference.Push, () => reference.Pop());
        Assert.False(frontier.IsBreadthFirst);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public void Large_entries_alone_keep_the_order(ulong seed)
    {
        using var queue = new BreadthFirst();
        using var stack = new DepthFirst();
        var queued = new Queue<(int, ulong)>();
        var stacked = new Stack<(int, ulong)>();
        Exercise(queue, seed, random => Pick(Large, random), queued.Enqueue, () => queued.Dequeue(), steps: 200);
        Exercise(stack, seed, random => Pick(Large, random), stacked.Push, () => stacked.Pop(), steps: 200);
    }

    /// <summary>A chunk that was read to its end must not be found again, empty, under a large one.</summary>
    [Fact]
    public void A_large_entry_on_a_chunk_that_was_emptied_does_not_bury_it()
    {
        using var frontier = new DepthFirst();
        Put(frontier, Chunk / 2, 1);
        Put(frontier, Chunk / 2, 2);
        Check(frontier.Take(), (Chunk / 2, 2));
        Put(frontier, 2 * Chunk, 3);
        Check(frontier.Take(), (2 * Chunk, 3));
        Check(frontier.Take(), (Chunk / 2, 1));
        Assert.True(frontier.Take() is null);
    }

    [Fact]
    public void Memory_is_used_again()
    {
        using var queue = new BreadthFirst();
        using var stack = new DepthFirst();
        foreach (var frontier in new Frontier[] { queue, stack })
        {
            for (var i = 0; i < 100_000; i++)
            {
                Put(frontier, 1000, 1);
                Put(frontier, 1000, 1);
                Assert.True(frontier.Take() is not null);
                Assert.True(frontier.Take() is not null);
            }

            Assert.InRange(frontier.Bytes, Chunk, 3 * Chunk);
            Assert.Equal((0, 2), (frontier.Count, frontier.MaxCount));
        }
    }

    [Fact]
    public void A_large_chunk_is_given_back()
    {
        using var queue = new BreadthFirst();
        using var stack = new DepthFirst();
        foreach (var frontier in new Frontier[] { queue, stack })
        {
            for (var i = 0; i < 20; i++)
            {
                Put(frontier, 8 * Chunk, 1);
                Put(frontier, 8, 2);
                Assert.True(frontier.Take() is not null);
                Assert.True(frontier.Take() is not null);
            }

            Assert.InRange(frontier.Bytes, 0, 20 * Chunk);
        }
    }

    private static int Any(SplitMix random) => random.Below(200) switch
    {
        0 => Pick(Near, random),
        1 => Pick(Large, random),
        _ => Pick(Sizes, random),
    };

    private static int Pick(int[] sizes, SplitMix random) => sizes[random.Below(sizes.Length)];

    /// <summary>Puts and takes at random, in phases that fill and phases that drain, and drains at the end.</summary>
    private static void Exercise(
        Frontier frontier,
        ulong seed,
        Func<SplitMix, int> size,
        Action<(int, ulong)> put,
        Func<(int, ulong)> take,
        int steps = 20_000)
    {
        var random = new SplitMix(seed);
        var mark = 0UL;
        for (var step = 0; step < steps || frontier.Count > 0; step++)
        {
            var fills = step < steps && random.Below(100) < (step / (steps / 10) % 2 == 0 ? 60 : 40);
            if (fills)
            {
                var entry = (Bytes: size(random), Mark: ++mark);
                Put(frontier, entry.Bytes, entry.Mark);
                put(entry);
            }
            else if (frontier.Count > 0)
            {
                Check(frontier.Take(), take());
            }
            else
            {
                Assert.True(frontier.Take() is null);
            }
        }
    }

    /// <summary>Writes the mark into every byte at the ends of the entry, and here and there between.</summary>
    private static void Put(Frontier frontier, int bytes, ulong mark)
    {
        var entry = frontier.Reserve(bytes);
        Assert.Equal(0, (nint)entry % 8);
        foreach (var at in Samples(bytes))
        {
            entry[at] = (byte)(mark + (ulong)at);
        }
    }

    private static void Check(byte* entry, (int Bytes, ulong Mark) expected)
    {
        foreach (var at in Samples(expected.Bytes))
        {
            Assert.Equal((byte)(expected.Mark + (ulong)at), entry[at]);
        }
    }

    private static IEnumerable<int> Samples(int bytes) =>
        Enumerable.Range(0, Math.Min(bytes, 16))
            .Concat(Enumerable.Range(1, bytes / 4096).Select(page => page * 4096 - 1))
            .Concat(Enumerable.Range(Math.Max(0, bytes - 16), Math.Min(bytes, 16)));
}
