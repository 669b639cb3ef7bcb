using LockCheck.Engine;

namespace LockCheck.Sct;

/// <summary>
/// twostage_20 of SCTBench (CS/twostage_20_bad; ten threads of each kind) and its smaller kin: a writer sets the first
/// datum under one lock, then the second one under another; a reader that sees the first one set wants the second one,
/// too. It fails only between the first stage of the first writer and the second stage of any.
/// Scheduling points: each creation and each join, lock and unlock, and each load and store of a datum.
/// </summary>
/// <param name="writers">The threads that write.</param>
/// <param name="readers">The threads that read, created after them.</param>
/// <param name="isRepaired">Whether writers hold the first lock over both stages.</param>
internal sealed class Twostage(int writers, int readers, bool isRepaired = false)
    : SctProgram(writers + readers + 1, "data1", "data2", "lock1", "lock2")
{
    private static readonly Var Data1 = new(0);
    private static readonly Var Data2 = new(1);
    private static readonly Var Lock1 = new(2);
    private static readonly Var Lock2 = new(3);

    public override void Start() => Threads.Spawn(0, new Main(writers, readers, isRepaired));

    public override string RoleName(int role) =>
        role == 0 ? "main" : role <= writers ? $"writer {role}" : $"reader {role - writers}";

    private readonly struct Main(int writers, int readers, bool isRepaired) : IThreadStart
    {
        public async Routine Run()
        {
            for (var thread = 1; thread <= writers; thread++)
            {
                await Ops.Create(thread);
                _ = Threads.Spawn(thread, new Writer(isRepaired));
            }

            for (var thread = writers + 1; thread <= writers + readers; thread++)
            {
                await Ops.Create(thread);
                _ = Threads.Spawn(thread, default(Reader));
            }

            for (var thread = 1; thread <= writers + readers; thread++)
            {
                await Threads.Join(ThreadId.Of(thread));
            }
        }
    }

    private readonly struct Writer(bool isRepaired) : IThreadStart
    {
        public async Routine Run()
        {
            await Ops.Lock(Lock1);
            await Ops.Store(Data1, 1);
            if (!isRepaired)
            {
                await Ops.Unlock(Lock1);
            }

            await Ops.Lock(Lock2);
            var first = await Ops.Load(Data1);
            await Ops.Store(Data2, first + 1);
            await Ops.Unlock(Lock2);
            if (isRepaired)
            {
                await Ops.Unlock(Lock1);
            }
        }
    }

    private readonly struct Reader : IThreadStart
    {
        public async Routine Run()
        {
            await Ops.Lock(Lock1);
            if (await Ops.Load(Data1) == 0)
            {
                await Ops.Unlock(Lock1);
                return;
            }

            var first = await Ops.Load(Data1);
            await Ops.Unlock(Lock1);
            await Ops.Lock(Lock2);
            Assert(await Ops.Load(Data2) == first + 1);
            await Ops.Unlock(Lock2);
        }
    }
}
