using LockCheck.Engine;

namespace LockCheck.Sct;

/// <summary>
/// WorkStealQueue of SCTBench (chess; one stealer, four items, two attempts to steal, a queue that begins with two
/// places): main pushes and pops at the tail, the stealer takes from the head under a lock. A push leaves no spare
/// place, so that it may overwrite the item that is just being stolen (BUG3 of the source). In the end each item must
/// have been worked on exactly once.
/// Scheduling points: the creation and the join, lock and unlock, each load and store of head, tail, a place of the
/// queue, and an item's counter. The queue's size is touched by main alone, or under the lock: no scheduling point.
/// </summary>
/// <param name="isRepaired">Whether a push leaves the spare place.</param>
internal sealed class WorkStealQueue(bool isRepaired = false) : SctProgram(
    2, ["head", "tail", "lock", "mask", .. Enumerable.Range(0, Places).Select(at => $"elems[{at}]"),
        .. Enumerable.Range(0, Items).Select(at => $"items[{at}]")])
{
    private const int Items = 4;
    private const int Attempts = 2;

    /// <summary>The places of the queues of two, four and eight, one behind the other.</summary>
    private const int Places = 2 + 4 + 8;

    private static readonly Var Head = new(0);
    private static readonly Var Tail = new(1);
    private static readonly Var Mutex = new(2);
    private static readonly Var Mask = new(3);

    public override void Start()
    {
        Mask.Here = 1;
        Threads.Spawn(0, new Main(isRepaired));
    }

    public override string RoleName(int role) => role == 0 ? "main" : "stealer";

    /// <summary>A place of the present queue; the ones of larger queues lie behind those of smaller ones.</summary>
    private static Var Place(int index) => PlaceOf(Mask.Here, index);

    private static Var PlaceOf(int mask, int index) => new(4 + mask - 1 + (index & mask));

    private static Var Item(int number) => new(4 + Places + number);

    private static async Routine WorkOn(int item)
    {
        var count = await Ops.Load(Item(item));
        await Ops.Store(Item(item), count + 1);
    }

    private readonly struct Stealer : IThreadStart
    {
        public async Routine Run()
        {
            for (var attempt = 0; attempt < Attempts; attempt++)
            {
                await Ops.Lock(Mutex);
                var head = await Ops.Load(Head);
                await Ops.Store(Head, head + 1);
                var item = -1;
                if (head < await Ops.Load(Tail))
                {
                    item = await Ops.Load(Place(head));
                }
                else
                {
                    await Ops.Store(Head, head);
                }

                await Ops.Unlock(Mutex);
                if (item >= 0)
                {
                    await WorkOn(item);
                }
            }
        }
    }

    private readonly struct Main(bool isRepaired) : IThreadStart
    {
        public async Routine Run()
        {
            await Ops.Create(1);
            _ = Threads.Spawn(1, default(Stealer));
            for (var pair = 0; pair < Items / 2; pair++)
            {
                await Push(2 * pair);
                await Push((2 * pair) + 1);
                await PopAndWork();
            }

            await PopAndWork();
            await PopAndWork();
            await Threads.Join(ThreadId.Of(1));
            for (var item = 0; item < Items; item++)
            {
                Assert(await Ops.Load(Item(item)) == 1);
            }
        }

        private async Routine Push(int item)
        {
            var tail = await Ops.Load(Tail);
            var head = await Ops.Load(Head);
            if (tail < head + Mask.Here + (isRepaired ? 0 : 1))
            {
                await Ops.Store(Place(tail), item);
                await Ops.Store(Tail, tail + 1);
            }
            else
            {
                await SyncPush(item);
            }
        }

        private static async Routine SyncPush(int item)
        {
            await Ops.Lock(Mutex);
            var head = await Ops.Load(Head);
            var count = await Ops.Load(Tail) - head;
            head &= Mask.Here;
            await Ops.Store(Head, head);
            await Ops.Store(Tail, head + count);
            if (count >= Mask.Here)
            {
                for (var at = 0; at < count; at++)
                {
                    var moved = await Ops.Load(Place(head + at));
                    await Ops.Store(PlaceOf((2 * Mask.Here) + 1, at), moved);
                }

                Mask.Here = (2 * Mask.Here) + 1;
                await Ops.Store(Head, 0);
                await Ops.Store(Tail, count);
            }

            Assert(count < Mask.Here);
            var tail = await Ops.Load(Tail);
            await Ops.Store(Place(tail), item);
            await Ops.Store(Tail, tail + 1);
            await Ops.Unlock(Mutex);
        }

        private static async Routine PopAndWork()
        {
            var tail = await Ops.Load(Tail) - 1;
            await Ops.Store(Tail, tail);
            var item = -1;
            if (await Ops.Load(Head) <= tail)
            {
                item = await Ops.Load(Place(tail));
            }
            else
            {
                await Ops.Store(Tail, tail + 1);
                item = await SyncPop();
            }

            if (item >= 0)
            {
                await WorkOn(item);
            }
        }

        private static async Routine<int> SyncPop()
        {
            await Ops.Lock(Mutex);
            var tail = await Ops.Load(Tail) - 1;
            await Ops.Store(Tail, tail);
            var item = -1;
            if (await Ops.Load(Head) <= tail)
            {
                item = await Ops.Load(Place(tail));
            }
            else
            {
                await Ops.Store(Tail, tail + 1);
            }

            if (await Ops.Load(Head) > tail)
            {
                await Ops.Store(Head, 0);
                await Ops.Store(Tail, 0);
                item = -1;
            }

            await Ops.Unlock(Mutex);
            return item;
        }
    }
}
