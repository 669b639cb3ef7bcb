using LockCheck.Engine;

namespace LockCheck.Sct;

/// <summary>
/// wronglock_3 of SCTBench (CS/wronglock_3_bad: one thread that holds the right lock, three that hold the wrong one):
/// the first counts a datum up and wants to find it one higher; the others count it up, too.
/// Scheduling points: each creation and each join, lock and unlock, each load and store of the datum.
/// </summary>
/// <param name="wrong">The threads with the wrong lock.</param>
/// <param name="isRepaired">Whether they take the right one.</param>
internal sealed class Wronglock(int wrong, bool isRepaired = false)
    : SctProgram(wrong + 2, "data", "dataLock", "thisLock")
{
    private static readonly Var Data = new(0);
    private static readonly Var DataLock = new(1);
    private static readonly Var ThisLock = new(2);

    public override void Start() => Threads.Spawn(0, new Main(wrong, isRepaired));

    public override string RoleName(int role) => role switch
    {
        0 => "main",
        1 => "right",
        _ => $"wrong {role - 1}",
    };

    private readonly struct Main(int wrong, bool isRepaired) : IThreadStart
    {
        public async Routine Run()
        {
            await Ops.Create(1);
            _ = Threads.Spawn(1, default(Right));
            for (var thread = 2; thread < wrong + 2; thread++)
            {
                await Ops.Create(thread);
                _ = Threads.Spawn(thread, new Wrong(isRepaired ? DataLock : ThisLock));
            }

            for (var thread = 1; thread < wrong + 2; thread++)
            {
                await Threads.Join(ThreadId.Of(thread));
            }
        }
    }

    private readonly struct Right : IThreadStart
    {
        public async Routine Run()
        {
            await Ops.Lock(DataLock);
            var before = await Ops.Load(Data);
            var value = await Ops.Load(Data);
            await Ops.Store(Data, value + 1);
            Assert(await Ops.Load(Data) == before + 1);
            await Ops.Unlock(DataLock);
        }
    }

    private readonly struct Wrong(Var mutex) : IThreadStart
    {
        public async Routine Run()
        {
            await Ops.Lock(mutex);
            var value = await Ops.Load(Data);
            await Ops.Store(Data, value + 1);
            await Ops.Unlock(mutex);
        }
    }
}
