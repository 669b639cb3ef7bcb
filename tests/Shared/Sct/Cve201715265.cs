using LockCheck.Engine;

namespace LockCheck.Sct;

/// <summary>
/// CVE-2017-15265 of ConVul (Linux, ALSA sequencer: use after free at creating a port): one thread creates a port, puts
/// it into the client's list and goes on using it; another one takes it out of the list and frees it.
/// Scheduling points: each creation and each join, lock and unlock, each load and store of the list, each access to the
/// port, and its release. (The source's sleep before the deletion only makes the bug likely there.)
/// </summary>
/// <param name="isRepaired">Whether the creator keeps the port in use until it is done, as in the kernel today.</param>
internal sealed class Cve201715265(bool isRepaired = false)
    : SctProgram(3, "ports_mutex", "ports_lock", "ports_list", "port", "use_lock")
{
    private static readonly Var PortsMutex = new(0);
    private static readonly Var PortsLock = new(1);
    private static readonly Var PortsList = new(2);
    private static readonly Var Port = new(3);
    private static readonly Var UseLock = new(4);

    public override void Start() => Threads.Spawn(0, new Main(isRepaired));

    public override string RoleName(int role) => role switch
    {
        0 => "main",
        1 => "creator",
        _ => "deleter",
    };

    private readonly struct Main(bool isRepaired) : IThreadStart
    {
        public async Routine Run()
        {
            await Ops.Create(1);
            _ = Threads.Spawn(1, new Creator(isRepaired));
            await Ops.Create(2);
            _ = Threads.Spawn(2, default(Deleter));
            await Threads.Join(ThreadId.Of(1));
            await Threads.Join(ThreadId.Of(2));
        }
    }

    private readonly struct Creator(bool isRepaired) : IThreadStart
    {
        public async Routine Run()
        {
            await Ops.Store(Port, 1);
            if (isRepaired)
            {
                await Ops.Lock(UseLock);
            }

            await Ops.Lock(PortsMutex);
            await Ops.Lock(PortsLock);
            await Ops.Load(PortsList);
            await Ops.Store(PortsList, 1);
            await Ops.Unlock(PortsLock);
            await Ops.Unlock(PortsMutex);

            // The type is written, and then the address is read for the broadcast.
            Assert(await Ops.Load(Port) == 1);
            Assert(await Ops.Load(Port) == 1);
            if (isRepaired)
            {
                await Ops.Unlock(UseLock);
            }
        }
    }

    private readonly struct Deleter : IThreadStart
    {
        public async Routine Run()
        {
            await Ops.Lock(PortsMutex);
            await Ops.Lock(PortsLock);
            var isListed = await Ops.Load(PortsList) == 1;
            if (isListed)
            {
                await Ops.Store(PortsList, 0);
            }

            await Ops.Unlock(PortsLock);
            await Ops.Unlock(PortsMutex);
            if (isListed)
            {
                await Ops.Lock(UseLock);
                await Ops.Store(Port, 0);
            }
        }
    }
}
