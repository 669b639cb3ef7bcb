namespace LockCheck.Engine.Tests.Worlds;

/// <summary>
/// E. W. Dijkstra's dining philosophers (EWD 310): each takes the left fork, then the right one, eats, and puts both
/// back. One who starts with the right fork breaks the circle.
/// </summary>
internal sealed class PhilosopherWorld(int seats, int meals, bool lastIsRightHanded) : Model
{
    private Region<byte> _forks;

    public override int ThreadCount => seats;

    public override void Declare(VectorLayout layout) => _forks = layout.Shared<byte>("forks", seats);

    public override void Start()
    {
        for (var seat = 0; seat < seats; seat++)
        {
            var (left, right) = (seat, (seat + 1) % seats);
            var swaps = lastIsRightHanded && seat == seats - 1;
            Threads.Spawn(
                seat, new Philosopher(_forks, (byte)(swaps ? right : left), (byte)(swaps ? left : right), meals));
        }
    }

    public override string RoleName(int role) => $"philosopher {role}";

    private readonly struct Philosopher(Region<byte> forks, byte first, byte second, int meals) : IThreadStart
    {
        public async Routine Run()
        {
            for (var left = meals; left > 0; left--)
            {
                await Take(first);
                await Take(second);
                await PutBack(first);
                await PutBack(second);
            }
        }

        private async Routine Take(byte fork)
        {
            await Step.Until("take fork", new IsFree(fork));
            forks[fork] = 1;
        }

        private async Routine PutBack(byte fork)
        {
            await Step.At("put fork back");
            forks[fork] = 0;
        }
    }

    private readonly record struct IsFree(byte Fork) : ICondition
    {
        public bool Holds(StateView state) => ((PhilosopherWorld)state.Model)._forks.In(state, Fork) == 0;
    }
}
