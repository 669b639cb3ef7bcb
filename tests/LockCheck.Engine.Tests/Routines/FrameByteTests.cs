using LockCheck.Engine.Tests.Worlds;

namespace LockCheck.Engine.Tests.Routines;

/// <summary>
/// A state is known by its bytes: each byte of a field counts, no hole does, and the same run leaves the same bytes.
/// </summary>
public class FrameByteTests
{
    public static readonly TheoryData<string> Zoo = [.. FrameZoo.All.Select(entry => entry.Name)];

    [Theory]
    [MemberData(nameof(Zoo))]
    public void Frames_carry_their_locals_and_nothing_else(string name)
    {
        var (_, start, coveredBytes) = FrameZoo.All.Single(entry => entry.Name == name);
        using var probe = new FrameProbe(() => start(1));
        var frames = probe.FramesOf(probe.Run()[0]);
        Assert.Equal(coveredBytes, MaskOf(frames[^1].Type).Count(covered => covered));
    }

    /// <summary>The zoo, and whatever else the tests of this process have registered by now.</summary>
    [Fact]
    public void Masks_cover_exactly_the_bytes_of_fields()
    {
        foreach (var type in AllTypes())
        {
            var expected = CoveredBytes.Of(type.Machine);
            Assert.Equal(expected, MaskOf(type)[..expected.Length]);
            Assert.DoesNotContain(true, MaskOf(type)[expected.Length..]);
        }
    }

    [Fact]
    public void Each_byte_of_a_field_changes_the_fingerprint_and_no_hole_does()
    {
        var random = new SplitMix(1);
        foreach (var type in AllTypes())
        {
            var covered = CoveredBytes.Of(type.Machine);
            var frame = new byte[type.Size];
            for (var i = 0; i < frame.Length; i++)
            {
                frame[i] = (byte)random.Next();
            }

            var before = Fingerprint(type, frame);
            for (var i = 0; i < frame.Length; i++)
            {
                frame[i] ^= (byte)(1 + random.Below(255));
                var changes = i < covered.Length && covered[i];
                var after = Fingerprint(type, frame);
                Assert.True(changes == (after != before), $"byte {i} of {type.Machine}");
                before = after;
            }
        }
    }

    /// <summary>Enough runs for the JIT to compile the routines anew, once or twice, on the way.</summary>
    [Theory]
    [MemberData(nameof(Zoo))]
    public void Identical_runs_leave_identical_bytes(string name)
    {
        var (_, start, _) = FrameZoo.All.Single(entry => entry.Name == name);
        using var probe = new FrameProbe(() => start(12345));
        var first = probe.Run();
        for (var i = 0; i < 4000; i++)
        {
            // The stack that the run before left is another kind of garbage.
            var again = i % 2 == 0 ? probe.RunAmongGarbage(i) : probe.Run();
            Assert.Equal(first.Count, again.Count);
            for (var step = 0; step < first.Count; step++)
            {
                Assert.True(first[step].AsSpan().SequenceEqual(again[step]), $"run {i}, after step {step}");
            }
        }
    }

    [Theory]
    [InlineData("mixed")]
    [InlineData("nested")]
    [InlineData("decimal")]
    [InlineData("inline array")]
    [InlineData("fixed buffer")]
    [InlineData("nullable long")]
    [InlineData("tuple of eight")]
    [InlineData("three deep")]
    public void Different_locals_leave_different_bytes(string name)
    {
        var (_, start, _) = FrameZoo.All.Single(entry => entry.Name == name);
        var seen = new HashSet<string>();
        for (var seed = 0; seed < 100; seed++)
        {
            var value = seed;
            using var probe = new FrameProbe(() => start(value));
            Assert.True(seen.Add(Convert.ToHexString(probe.Run()[0])));
        }
    }

    [Fact]
    public void Builders_and_awaiters_of_operations_add_no_bytes()
    {
        Assert.DoesNotContain((byte)0xFF, ByteMask.Of(typeof(RoutineBuilder)));
        Assert.DoesNotContain((byte)0xFF, ByteMask.Of(typeof(RoutineBuilder<long>)));
        Assert.DoesNotContain((byte)0xFF, ByteMask.Of(typeof(Pending<None>.Awaiter)));
        Assert.DoesNotContain((byte)0xFF, ByteMask.Of(typeof(Pending<decimal>.Awaiter)));
        using var probe = new FrameProbe(WaitForOperations);
        Assert.Equal(sizeof(int), MaskOf(probe.FramesOf(probe.Run()[0])[^1].Type).Count(covered => covered));
    }

    /// <summary>An awaiter of a routine has a flag, which is never set in a stored frame.</summary>
    [Fact]
    public void Awaiters_of_routines_are_stored_as_zeros()
    {
        using var probe = new FrameProbe(WaitForRoutines);
        foreach (var segment in probe.Run().SkipLast(1))
        {
            var (at, type) = probe.FramesOf(segment)[^1];
            var covered = MaskOf(type);
            Assert.Equal(sizeof(int) + 2, covered.Count(c => c));

            // The state is small: all that is not zero in the frame is the number of the await.
            Assert.InRange(segment.AsSpan(at, type.Size).ToArray().Count(b => b != 0), 0, 1);
        }
    }

    private static async Routine WaitForOperations()
    {
        await Step.At("one");
        await Threads.Join(Threads.Self);
        await Step.Until("two", default(Never));
    }

    private static async Routine WaitForRoutines()
    {
        for (Threads.Private<ScratchWorld.Own>() = default; Threads.Private<ScratchWorld.Own>().Value < 4;)
        {
            await Wait();
            _ = await WaitForValue();
        }
    }

    private static async Routine Wait()
    {
        if (++Threads.Private<ScratchWorld.Own>().Value % 2 == 0)
        {
            await Step.At("wait");
        }
    }

    private static async Routine<long> WaitForValue()
    {
        if (++Threads.Private<ScratchWorld.Own>().Value % 3 != 0)
        {
            await Step.At("wait");
        }

        return -1;
    }

    private static IReadOnlyList<FrameType> AllTypes()
    {
        foreach (var (_, start, _) in FrameZoo.All)
        {
            using var probe = new FrameProbe(() => start(1));
            probe.Run();
        }

        var all = FrameType.All();
        Assert.True(all.Count > FrameZoo.All.Count);
        return all;
    }

    private static unsafe bool[] MaskOf(FrameType type)
    {
        var frame = new byte[type.Size];
        Array.Fill(frame, (byte)0xFF);
        fixed (byte* first = frame)
        {
            type.ClearHoles(first);
        }

        return [.. frame.Select(b => b != 0)];
    }

    private static unsafe ulong Fingerprint(FrameType type, byte[] frame)
    {
        fixed (byte* first = (byte[])frame.Clone())
        {
            type.ClearHoles(first);
            return StableHash.Of(first, type.Size, seed: 1).Low;
        }
    }
}
