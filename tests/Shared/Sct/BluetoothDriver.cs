using LockCheck.Engine;

namespace LockCheck.Sct;

/// <summary>
/// bluetooth_driver of SCTBench (CS/bluetooth_driver_bad): one thread stops the driver, main adds a request. The
/// request looks at the stopping flag before it counts itself, and the driver may be stopped between the two.
/// Scheduling points: the creation and the join, each load and store of the flag, the event and the driver's state,
/// each atomic change of the count.
/// </summary>
/// <param name="isRepaired">Whether a request counts itself first.</param>
internal sealed class BluetoothDriver(bool isRepaired = false)
    : SctProgram(2, "pendingIo", "stoppingFlag", "stoppingEvent", "stopped")
{
    private static readonly Var PendingIo = new(0);
    private static readonly Var StoppingFlag = new(1);
    private static readonly Var StoppingEvent = new(2);
    private static readonly Var Stopped = new(3);

    public override void Start()
    {
        PendingIo.Here = 1;
        Threads.Spawn(0, new Main(isRepaired));
    }

    public override string RoleName(int role) => role == 0 ? "main" : "stopper";

    private static async Routine Decrement()
    {
        if (await Ops.Add(PendingIo, -1) == 0)
        {
            await Ops.Store(StoppingEvent, 1);
        }
    }

    private readonly struct Main(bool isRepaired) : IThreadStart
    {
        public async Routine Run()
        {
            await Ops.Create(1);
            _ = Threads.Spawn(1, default(Stopper));
            if (isRepaired)
            {
                await Ops.Add(PendingIo, 1);
            }

            var isStopping = await Ops.Load(StoppingFlag) == 1;
            if (!isStopping)
            {
                if (!isRepaired)
                {
                    await Ops.Add(PendingIo, 1);
                }

                Assert(await Ops.Load(Stopped) == 0);
            }

            await Decrement();
            await Threads.Join(ThreadId.Of(1));
        }
    }

    private readonly struct Stopper : IThreadStart
    {
        public async Routine Run()
        {
            await Ops.Store(StoppingFlag, 1);
            await Decrement();
            if (await Ops.Load(StoppingEvent) == 1)
            {
                await Ops.Store(Stopped, 1);
            }
        }
    }
}
