namespace LockCheck.Engine.Tests.Search;

public class ParentLogTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Paths_come_back_as_they_were_logged(ulong seed)
    {
        const int States = 200_000;
        var random = new SplitMix(seed);
        var reference = new List<(int Parent, PathStep Step)> { (-1, default) };
        using var log = new ParentLog();
        Assert.Equal(0, log.AddRoot());
        while (reference.Count < States)
        {
            var parent = Math.Max(0, reference.Count - 1 - random.Below(100));
            var step = new PathStep((byte)random.Below(256), (ushort)random.Below(1 << 16));
            Assert.Equal(reference.Count, log.Add(parent, step));
            reference.Add((parent, step));
        }

        Assert.Equal(States, log.Count);
        foreach (var state in (int[])[0, 1, 65_535, 65_536, 65_537, 131_072, States - 1])
        {
            Assert.Equal(PathOf(reference, state), log.PathTo(state));
        }
    }

    [Fact]
    public void The_root_has_an_empty_path()
    {
        using var log = new ParentLog();
        Assert.Empty(log.PathTo(log.AddRoot()));
    }

    [Fact]
    public void A_state_takes_eight_bytes()
    {
        using var log = new ParentLog();
        log.AddRoot();
        while (log.Count < 1 << 20)
        {
            log.Add(0, default);
        }

        Assert.Equal(8 << 20, log.Bytes);
    }

    private static List<PathStep> PathOf(List<(int Parent, PathStep Step)> reference, int state)
    {
        var path = new List<PathStep>();
        for (; state != 0; state = reference[state].Parent)
        {
            path.Insert(0, reference[state].Step);
        }

        return path;
    }
}
