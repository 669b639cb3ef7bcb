using LockCheck.Engine;
using LockCheck.Kernel;
using static LockCheck.Specs.Tests.Invariants.Script;

namespace LockCheck.Specs.Tests.Invariants;

/// <summary>I8, I9, I10, I14 and I15, each in positions that a whole reader does not easily reach.</summary>
public class ContractTests
{
    [Theory]
    [InlineData(IteratorCall.Start, IteratorCall.ReturnedObject, IteratorCall.Stopped, false)]
    [InlineData(IteratorCall.Start, IteratorCall.ReturnedNull, IteratorCall.Stopped, false)]
    [InlineData(IteratorCall.Start, IteratorCall.ReturnedNull, IteratorCall.Next, true)]
    [InlineData(IteratorCall.Start, IteratorCall.ReturnedNull, IteratorCall.ReturnedObject, true)]
    [InlineData(IteratorCall.Start, IteratorCall.Stopped, IteratorCall.Stopped, true)]
    [InlineData(IteratorCall.Start, IteratorCall.Stopped, IteratorCall.Next, true)]
    [InlineData(IteratorCall.Start, IteratorCall.ReturnedObject, IteratorCall.Next, true)]
    [InlineData(IteratorCall.Start, IteratorCall.Start, IteratorCall.Stopped, true)]
    public void The_iterators_contract(IteratorCall first, IteratorCall second, IteratorCall third, bool isBroken) =>
        Assert.Equal(isBroken, Breaks("I14", () => Calls(first, second, third)));

    [Fact]
    public void NULL_with_a_reference_breaks_the_contract()
    {
        Assert.True(Breaks("I14", static () => NullWith(lockIt: false, get: true)));
        Assert.True(Breaks("I14", static () => NullWith(lockIt: true, get: false)));
        Assert.False(Breaks("I14", static () => NullWith(lockIt: false, get: false)));
    }

    [Fact]
    public void A_lock_may_not_be_held_at_return_to_user_space()
    {
        Assert.True(Breaks("I8", static () => NullWith(lockIt: true, get: false)));
        Assert.False(Breaks("I8", static () => NullWith(lockIt: false, get: true)));
    }

    [Fact]
    public void References_are_balanced_at_the_end()
    {
        Assert.True(Breaks("I9", static () => NullWith(lockIt: false, get: true)));
        Assert.False(Breaks("I9", static () => NullWith(lockIt: true, get: false)));
    }

    // The target has exited, and its mm is there only for a reference to the struct.
    [Fact]
    public void An_address_space_without_users_gives_no_reference_and_no_VMA()
    {
        Assert.True(Breaks("I9", static () => AfterExit(locks: false)));
        Assert.False(Breaks("I10", static () => AfterExit(locks: false)));
        Assert.True(Breaks("I10", static () => AfterExit(locks: true)));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(Errno.EINTR, false)]
    public void An_interrupted_read_may_return_an_error_or_what_it_has(int result, bool isBroken)
    {
        Assert.Equal(isBroken, Breaks("I15", () => Interrupted(result, endCall: false), Write, faults: Faults.Signal));
        Assert.False(Breaks("I15", () => Interrupted(result, endCall: false), Write));
    }

    [Fact]
    public void An_interrupted_read_makes_no_end_call() =>
        Assert.True(Breaks("I15", static () => Interrupted(1, endCall: true), Write, faults: Faults.Signal));

    private static Routine<int> Write() => MemoryCalls.Mprotect(4, 8, R);

    private static async Routine Calls(IteratorCall first, IteratorCall second, IteratorCall third)
    {
        await Open();
        CallBegin();
        Iterator(first);
        Iterator(second);
        Iterator(third);
        CallEnd(0);
        Close();
    }

    private static async Routine NullWith(bool lockIt, bool get)
    {
        await Open();
        CallBegin();
        Iterator(IteratorCall.Start);
        if (lockIt)
        {
            await Mm.First.Lock.Read();
        }

        if (get)
        {
            await Mm.First.Get();
        }

        Iterator(IteratorCall.ReturnedNull);
        Iterator(IteratorCall.Stopped);
        CallEnd(0);
        Close();
    }

    private static async Routine AfterExit(bool locks)
    {
        await Open();
        await Mm.First.Grab();
        await MmLifetime.ExitTarget();
        if (locks)
        {
            await Mm.First.Lock.Read();
            _ = Mm.First.FirstVma();
            await Mm.First.Lock.ReadUnlock();
        }
        else
        {
            await Mm.First.Get();
        }

        await Mm.First.Drop();
        Close();
    }

    private static async Routine Interrupted(int result, bool endCall)
    {
        await Open();
        CallBegin();
        if (await Mm.First.Lock.ReadKillable() == 0)
        {
            await Mm.First.Lock.ReadUnlock();
            CallEnd(0);
            Close();
            return;
        }

        if (endCall)
        {
            Iterator(IteratorCall.EndCall);
        }

        CallEnd(result);
        Close(Errno.EINTR);
    }
}
