using LockCheck.Engine;

namespace LockCheck.Sct;

/// <summary>
/// stringbuffer-jdk1.4 of SCTBench (conc-bugs): main appends a shared buffer to one of its own, asking for its length
/// and then for so many characters, each under the shared buffer's lock; a thread empties the shared buffer and fills
/// it again in between.
/// Scheduling points: the creation, lock and unlock of either buffer, each load and store of the shared count. (The
/// characters are touched under the lock only and decide nothing; main joins nobody.)
/// </summary>
/// <param name="isRepaired">Whether main holds the shared buffer's lock over both questions.</param>
internal sealed class StringBuffer(bool isRepaired = false) : SctProgram(2, "buffer.lock", "buffer.count", "own.lock")
{
    private const int Length = 3;

    private static readonly Var Lock = new(0);
    private static readonly Var Count = new(1);
    private static readonly Var OwnLock = new(2);

    public override void Start()
    {
        Count.Here = Length;
        Threads.Spawn(0, new Main(isRepaired));
    }

    public override string RoleName(int role) => role == 0 ? "main" : "eraser";

    private readonly struct Main(bool isRepaired) : IThreadStart
    {
        public async Routine Run()
        {
            await Ops.Create(1);
            _ = Threads.Spawn(1, default(Eraser));
            await Ops.Lock(OwnLock);
            await Ops.Lock(Lock);
            var length = await Ops.Load(Count);
            if (!isRepaired)
            {
                await Ops.Unlock(Lock);
                await Ops.Lock(Lock);
            }

            Assert(length <= await Ops.Load(Count));
            await Ops.Unlock(Lock);
            await Ops.Unlock(OwnLock);
        }
    }

    private readonly struct Eraser : IThreadStart
    {
        public async Routine Run()
        {
            await Ops.Lock(Lock);
            var end = Math.Min(Length, await Ops.Load(Count));
            var count = await Ops.Load(Count);
            await Ops.Store(Count, count - end);
            await Ops.Unlock(Lock);
            await Ops.Lock(Lock);
            count = await Ops.Load(Count);
            await Ops.Store(Count, count + Length);
            await Ops.Unlock(Lock);
        }
    }
}
