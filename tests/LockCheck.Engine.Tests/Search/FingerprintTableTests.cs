namespace LockCheck.Engine.Tests.Search;

public class FingerprintTableTests
{
    [Fact]
    public void Probe()
    {
        using var table = new FingerprintTable();
        var random = new SplitMix(1);
        for (var i = 1; i <= 2_000_000; i++)
        {
            Assert.True(table.Add(new Hash128(random.Next(), random.Next())));
            if ((i & (i - 1)) == 0 || i % 250000 == 0)
            {
                Console.WriteLine($"{i} apart {table.ApartCount} bytes {table.Bytes / (double)i:0.0} miss {table.MissProbability:E2}");
            }
        }

        random = new SplitMix(1);
        for (var i = 1; i <= 2_000_000; i++)
        {
            Assert.False(table.Add(new Hash128(random.Next(), random.Next())));
        }
    }
}
