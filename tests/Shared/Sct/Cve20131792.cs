using LockCheck.Engine;

namespace LockCheck.Sct;

/// <summary>
/// CVE-2013-1792 of ConVul (Linux, keys: race with concurrent install_user_keyrings): one thread looks a user's session
/// keyring up and installs both keyrings where there is none; another one installs them. Who finds the first keyring
/// there takes the second one for installed, and follows a null pointer.
/// Scheduling points: each creation and each join, lock and unlock, each load and store of a keyring's pointer, and the
/// reference that is taken.
/// </summary>
/// <param name="isRepaired">Whether both keyrings are looked for, as the kernel does today.</param>
internal sealed class Cve20131792(bool isRepaired = false)
    : SctProgram(3, "uid_keyring", "session_keyring", "key_user_keyring_mutex", "key.usage")
{
    private static readonly Var UidKeyring = new(0);
    private static readonly Var SessionKeyring = new(1);
    private static readonly Var Mutex = new(2);
    private static readonly Var Usage = new(3);

    public override void Start() => Threads.Spawn(0, new Main(isRepaired));

    public override string RoleName(int role) => role switch
    {
        0 => "main",
        1 => "lookup",
        _ => "install",
    };

    private static async Routine Install(bool looksForBoth)
    {
        if (await Ops.Load(UidKeyring) != 0 && (!looksForBoth || await Ops.Load(SessionKeyring) != 0))
        {
            return;
        }

        await Ops.Lock(Mutex);
        if (await Ops.Load(UidKeyring) == 0)
        {
            await Ops.Store(UidKeyring, 1);
            await Ops.Store(SessionKeyring, 1);
        }

        await Ops.Unlock(Mutex);
    }

    private readonly struct Main(bool isRepaired) : IThreadStart
    {
        public async Routine Run()
        {
            await Ops.Create(1);
            _ = Threads.Spawn(1, new Lookup(isRepaired));
            await Ops.Create(2);
            _ = Threads.Spawn(2, new Installer(isRepaired));
            await Threads.Join(ThreadId.Of(1));
            await Threads.Join(ThreadId.Of(2));
        }
    }

    private readonly struct Lookup(bool isRepaired) : IThreadStart
    {
        public async Routine Run()
        {
            if (await Ops.Load(SessionKeyring) == 0)
            {
                await Install(isRepaired);
            }

            var key = await Ops.Load(SessionKeyring);
            Assert(key != 0);
            await Ops.Add(Usage, 1);
        }
    }

    private readonly struct Installer(bool isRepaired) : IThreadStart
    {
        public Routine Run() => Install(isRepaired);
    }
}
