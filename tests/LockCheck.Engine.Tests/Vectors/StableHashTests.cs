namespace LockCheck.Engine.Tests.Vectors;

/// <summary>Ids of types and fingerprints of states.</summary>
public class StableHashTests
{
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
