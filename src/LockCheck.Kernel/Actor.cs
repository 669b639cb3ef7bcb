namespace LockCheck.Kernel;

/// <summary>A modelled thread of a scenario.</summary>
/// <param name="name">Its name in traces, unique in the scenario.</param>
/// <param name="kind">What it is to the scenario.</param>
public abstract class Actor(string name, ActorKind kind)
{
    /// <summary>Gets its name in traces, unique in the scenario.</summary>
    public string Name => name;

    /// <summary>Gets what it is to the scenario.</summary>
    public ActorKind Kind => kind;

    /// <summary>
    /// Gets whether it is a thread of the target: it counts as a user of the mm from the start.
    /// </summary>
    public virtual bool SharesMm => false;

    /// <summary>Spawns its thread.</summary>
    /// <param name="role">Its role.</param>
    internal abstract void Start(int role);
}

/// <summary>A thread that reads the memory map once, from open to close.</summary>
/// <param name="name">Its name in traces.</param>
/// <param name="read">Starts the read.</param>
/// <param name="sharesMm">Whether it is a thread of the target.</param>
public sealed class ReaderActor(string name, Func<Routine> read, bool sharesMm = false)
    : Actor(name, ActorKind.Reader)
{
    /// <inheritdoc/>
    public override bool SharesMm => sharesMm;

    internal override void Start(int role) => Threads.Spawn(role, read);
}

/// <summary>A thread of the target process that changes the memory map.</summary>
/// <param name="name">Its name in traces.</param>
/// <param name="call">Starts the system calls of one round.</param>
/// <param name="times">How many rounds; at least 1.</param>
/// <param name="undo">Starts the system calls that undo a round; null if there are none.</param>
/// <param name="isTarget">
/// Whether it is the target's task itself, and not a further user of the mm: its exec or exit is the target's.
/// </param>
public sealed class WriterActor(
    string name, Func<Routine<int>> call, int times, Func<Routine<int>>? undo = null, bool isTarget = false)
    : Actor(name, ActorKind.Writer)
{
    /// <inheritdoc/>
    public override bool SharesMm => !isTarget;

    internal override void Start(int role)
    {
        // The thread's own exit matters only where the whole process may exit.
        var exits = SharesMm && (KernelModel.Current.Settings.Faults & Faults.Exit) != 0;
        if (times == 1 && undo is null && !exits)
        {
            Threads.Spawn(role, call);
        }
        else
        {
            Threads.Spawn(role, () => Rounds(role, times, exits));
        }
    }

    private static async Routine Rounds(int role, int rounds, bool exits)
    {
        for (; rounds > 0; rounds--)
        {
            await Round(role);
            if (HasUndo(role))
            {
                await Undo(role);
            }
        }

        if (exits)
        {
            await MmLifetime.ExitSibling();
        }
    }

    private static Routine<int> Round(int role) => Of(role).Call();

    private static bool HasUndo(int role) => Of(role).Undoing is not null;

    private static Routine<int> Undo(int role) => Of(role).Undoing!();

    private static WriterActor Of(int role) => (WriterActor)KernelModel.Current.Settings.Actors[role];

    private Func<Routine<int>>? Undoing => undo;

    private Routine<int> Call() => call();
}

/// <summary>
/// A worker of the kernel that tears an address space of the target down after an mmput_async by its last user. Its
/// thread starts when there is work for it, if ever.
/// </summary>
public sealed class KworkerActor() : Actor("kworker", ActorKind.Other)
{
    internal override void Start(int role)
    {
        // Nothing is queued yet.
    }

    internal static void Queue(KernelModel model, Mm mm)
    {
        var role = model.RoleOf<KworkerActor>();
        Func<Routine> work = mm == Mm.First ? TearDownFirst : TearDownSecond;
        _ = role >= 0 ? Threads.Spawn(role, work) : throw new RoutineException(
            "The last user of the mm went with mmput_async, and no worker is there to tear the mm down. Usual cause: "
            + "a reader protocol that does not say so; override ReaderProtocol.PutsMmAsync.");
    }

    private static Routine TearDownFirst() => MmLifetime.TearDown(Mm.First);

    // After an exec it is the new program's that the last user may put.
    private static Routine TearDownSecond() => MmLifetime.TearDown(Mm.Second);
}

/// <summary>The target process's exit.</summary>
public sealed class ExitActor() : Actor("exit", ActorKind.Other)
{
    internal override void Start(int role)
    {
        if (KernelModel.Current.HasTasks)
        {
            Threads.Spawn(role, () => TaskLife.Exit(TaskRef.Target));
        }
        else
        {
            Threads.Spawn(role, MmLifetime.ExitTarget);
        }
    }
}
