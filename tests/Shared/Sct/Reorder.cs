using LockCheck.Engine;

namespace LockCheck.Sct;

/// <summary>
/// reorder_5, reorder_10 and reorder_20 of SCTBench (CS/reorder_*_bad; the number is that of the threads beside main):
/// setters store a, then b, and one checker, created last, wants to see both or none. Main creates and joins them all.
/// Scheduling points: each creation and each join, each store of a setter, the checker's load of a and its load of b:
/// 4 steps for each thread beside main. (The checker of the source loads a and b a second time where the first
/// comparison fails; here it compares what it has loaded.)
/// </summary>
/// <param name="others">The threads beside main: all but one are setters.</param>
/// <param name="isRepaired">Whether setters and checker hold a lock.</param>
internal sealed class Reorder(int others, bool isRepaired = false) : SctProgram(others + 1, "a", "b", "mutex")
{
    private static readonly Var A = new(0);
    private static readonly Var B = new(1);
    private static readonly Var Mutex = new(2);

    public override void Start() => Threads.Spawn(0, new Main(others, isRepaired));

    public override string RoleName(int role) =>
        role == 0 ? "main" : role == others ? "checker" : $"setter {role}";

    private readonly struct Main(int others, bool isRepaired) : IThreadStart
    {
        public async Routine Run()
        {
            for (var thread = 1; thread < others; thread++)
            {
                await Ops.Create(thread);
                _ = Threads.Spawn(thread, new Setter(isRepaired));
            }

            await Ops.Create(others);
            _ = Threads.Spawn(others, new Checker(isRepaired));
            for (var thread = 1; thread <= others; thread++)
            {
                await Threads.Join(ThreadId.Of(thread));
            }
        }
    }

    private readonly struct Setter(bool isRepaired) : IThreadStart
    {
        public async Routine Run()
        {
            if (isRepaired)
            {
                await Ops.Lock(Mutex);
            }

            await Ops.Store(A, 1);
            await Ops.Store(B, -1);
            if (isRepaired)
            {
                await Ops.Unlock(Mutex);
            }
        }
    }

    private readonly struct Checker(bool isRepaired) : IThreadStart
    {
        public async Routine Run()
        {
            if (isRepaired)
            {
                await Ops.Lock(Mutex);
            }

            var a = await Ops.Load(A);
            var b = await Ops.Load(B);
            Assert((a == 0 && b == 0) || (a == 1 && b == -1));
            if (isRepaired)
            {
                await Ops.Unlock(Mutex);
            }
        }
    }
}
