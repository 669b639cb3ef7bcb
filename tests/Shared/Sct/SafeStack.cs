using LockCheck.Engine;

namespace LockCheck.Sct;

/// <summary>
/// SafeStack of SCTBench (D. Vyukov's lock-free stack of three elements, three threads that pop and push twice): two
/// threads can come to own one element, and each then finds the other's mark in it. At least five preemptions are
/// needed.
/// Scheduling points: each creation and each join, each load, store and atomic change of head, count, a link and a
/// mark. (The source yields where it tries again; that changes nothing here.)
/// </summary>
/// <param name="threads">The threads beside main; the source has three.</param>
/// <param name="rounds">How often each pops and pushes; the source has two.</param>
/// <param name="isRepaired">Whether pop and push hold a lock.</param>
internal sealed class SafeStack(int threads = 3, int rounds = 2, bool isRepaired = false) : SctProgram(
    threads + 1, ["head", "count", "lock", .. Enumerable.Range(0, Elements).Select(at => $"next[{at}]"),
        .. Enumerable.Range(0, Elements).Select(at => $"value[{at}]")])
{
    private const int Elements = 3;

    private static readonly Var Head = new(0);
    private static readonly Var Count = new(1);
    private static readonly Var Mutex = new(2);

    public override void Start()
    {
        Count.Here = Elements;
        for (var element = 0; element < Elements; element++)
        {
            Next(element).Here = element == Elements - 1 ? -1 : element + 1;
        }

        Threads.Spawn(0, new Main(threads, rounds, isRepaired));
    }

    public override string RoleName(int role) => role == 0 ? "main" : $"t{role}";

    private static Var Next(int element) => new(3 + element);

    private static Var Value(int element) => new(3 + Elements + element);

    private readonly struct Main(int threads, int rounds, bool isRepaired) : IThreadStart
    {
        public async Routine Run()
        {
            for (var thread = 1; thread <= threads; thread++)
            {
                await Ops.Create(thread);
                _ = Threads.Spawn(thread, new Worker(thread, rounds, isRepaired));
            }

            for (var thread = 1; thread <= threads; thread++)
            {
                await Threads.Join(ThreadId.Of(thread));
            }
        }
    }

    private readonly struct Worker(int me, int rounds, bool isRepaired) : IThreadStart
    {
        public async Routine Run()
        {
            for (var left = rounds; left > 0; left--)
            {
                var element = -1;
                while (element < 0)
                {
                    await Enter();
                    element = await Pop();
                    await Leave();
                }

                await Ops.Store(Value(element), me);
                Assert(await Ops.Load(Value(element)) == me);
                await Enter();
                await Push(element);
                await Leave();
            }
        }

        private static async Routine<int> Pop()
        {
            while (await Ops.Load(Count) > 1)
            {
                var head = await Ops.Load(Head);
                var next = await Ops.Exchange(Next(head), -1);
                if (next >= 0)
                {
                    if (await Ops.CompareExchange(Head, head, next))
                    {
                        await Ops.Add(Count, -1);
                        return head;
                    }

                    await Ops.Exchange(Next(head), next);
                }
            }

            return -1;
        }

        private static async Routine Push(int element)
        {
            var head = await Ops.Load(Head);
            while (true)
            {
                await Ops.Store(Next(element), head);
                if (await Ops.CompareExchange(Head, head, element))
                {
                    break;
                }

                // A compare-exchange that fails hands back what it found; here that takes a load.
                head = await Ops.Load(Head);
            }

            await Ops.Add(Count, 1);
        }

        private async Routine Enter()
        {
            if (isRepaired)
            {
                await Ops.Lock(Mutex);
            }
        }

        private async Routine Leave()
        {
            if (isRepaired)
            {
                await Ops.Unlock(Mutex);
            }
        }
    }
}
