using LockCheck.Engine.Tests.Worlds;

namespace LockCheck.Engine.Tests.Routines;

/// <summary>
/// Routines as protocols are written: instance methods of readonly structs, generic ones, interface calls.
/// </summary>
public class ProtocolTests
{
    private interface ILock
    {
        Routine Acquire();

        Routine Release();
    }

    private interface ICell<T>
        where T : unmanaged
    {
        Routine<T> Load();
    }

    [Fact]
    public void Instance_methods_of_a_readonly_struct_keep_its_fields() =>
        Assert.Equal([7 * 3], Outcomes.Of(() => new Adder(2, 7, 3).Run()));

    [Fact]
    public void A_protocol_is_chosen_by_a_type_argument()
    {
        Assert.Equal([4], Outcomes.Of(() => CountUnder(new SpinLock(1), 2), () => CountUnder(new SpinLock(1), 2)));
        var none = () => CountUnder(default(NoLock), 2);
        Assert.Equal([2, 3, 4], Outcomes.Of(none, none));
    }

    [Fact]
    public void Two_locks_of_one_type_are_two_locks() => Assert.Equal(
        [2, 3, 4], Outcomes.Of(() => CountUnder(new SpinLock(1), 2), () => CountUnder(new SpinLock(2), 2)));

    [Fact]
    public void Generic_routines_hand_back_values_of_any_size() =>
        Assert.Equal([1 + 2 + 300 + 4], Outcomes.Of(LoadAll));

    [Fact]
    public void A_thread_starts_from_a_struct_without_a_delegate() =>
        Assert.Equal([12], Outcomes.OfSpawning(2, SpawnStructs));

    [Fact]
    public void An_operation_may_take_a_step_of_its_own_and_stay_pending() =>
        Assert.Equal([1, 2], Outcomes.Of(() => Queue(1), () => Queue(2)));

    [Fact]
    public void An_operation_hands_back_a_value() => Assert.Equal([1], Outcomes.Of(FetchAndAddTwice));

    private static async Routine CountUnder<TLock>(TLock guard, int times)
        where TLock : struct, ILock
    {
        for (; times > 0; times--)
        {
            await guard.Acquire();
            await Step.At("load");
            var value = ScratchWorld.Number(0);
            await Step.At("store");
            ScratchWorld.Number(0) = value + 1;
            await guard.Release();
        }
    }

    private static async Routine LoadAll()
    {
        var sum = await LoadOne<Constant<byte>, byte>(new Constant<byte>(1));
        var big = await LoadOne<Constant<decimal>, decimal>(new Constant<decimal>(2));
        var pair = await LoadOne<Constant<(short, long)>, (short Small, long Large)>(
            new Constant<(short, long)>((300, 4)));
        ScratchWorld.Number(0) = sum + (long)big + pair.Small + pair.Large;
    }

    private static async Routine<T> LoadOne<TCell, T>(TCell cell)
        where TCell : struct, ICell<T>
        where T : unmanaged
    {
        await Step.At("before");
        var value = await cell.Load();
        await Step.At("after");
        return value;
    }

    private static async Routine SpawnStructs()
    {
        await Step.At("spawn");
        var one = Threads.Spawn(1, new Adder(1, 5, 1));
        await Threads.Join(Threads.Spawn(2, new Adder(1, 7, 1)));
        await Threads.Join(one);
    }

    private static async Routine Queue(int me)
    {
        await Operation.Issue(new QueueUp((byte)me));
        ScratchWorld.Number(0) = ScratchWorld.Number(2);
    }

    private static async Routine FetchAndAddTwice()
    {
        var first = await Operation.Issue<FetchAndAdd, long>(new FetchAndAdd(1));
        var second = await Operation.Issue<FetchAndAdd, long>(new FetchAndAdd(1));
        ScratchWorld.Number(0) = (10 * first) + second;
    }

    private readonly struct Adder(byte pause, long amount, int times) : IThreadStart
    {
        public async Routine Run()
        {
            for (var i = 0; i < times; i++)
            {
                for (var j = pause; j > 0; j--)
                {
                    await Step.At("pause");
                }

                ScratchWorld.Number(0) += amount;
            }
        }
    }

    private readonly struct SpinLock(int place) : ILock
    {
        public async Routine Acquire()
        {
            await Step.Until("acquire", new IsZero(place));
            ScratchWorld.Number(place) = 1;
        }

        public async Routine Release()
        {
            await Step.At("release");
            ScratchWorld.Number(place) = 0;
        }
    }

    private readonly struct NoLock : ILock
    {
        public async Routine Acquire()
        {
        }

        public async Routine Release() => await Step.At("nothing");
    }

    private readonly record struct IsZero(int Place) : ICondition
    {
        public bool Holds(StateView state) => ScratchWorld.NumberIn(state, Place) == 0;
    }

    private readonly struct Constant<T>(T value) : ICell<T>
        where T : unmanaged
    {
        public async Routine<T> Load()
        {
            await Step.At("load");
            return value;
        }
    }
}
