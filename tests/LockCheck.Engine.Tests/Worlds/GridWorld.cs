namespace LockCheck.Engine.Tests.Worlds;

/// <summary>
/// n threads make k steps each and share nothing, not even a world: (k + 1)^n states, n k (k + 1)^(n - 1)
/// transitions. They may be alike in everything but their place.
/// </summary>
internal sealed class GridWorld(int threads, int steps, bool alike = false) : Model
{
    public override int ThreadCount => threads;

    public static long StatesOf(int threads, int steps) => Power(steps + 1, threads);

    public static long TransitionsOf(int threads, int steps) => threads * steps * Power(steps + 1, threads - 1);

    public override void Declare(VectorLayout layout) => layout.FrameBytes = 64;

    public override void Start()
    {
        for (var i = 0; i < threads; i++)
        {
            Threads.Spawn(alike ? 0 : i, () => Walk(steps));
        }
    }

    public override string RoleName(int role) => $"t{role}";

    private static long Power(long x, int n) => n == 0 ? 1 : x * Power(x, n - 1);

    private static async Routine Walk(int steps)
    {
        for (; steps > 0; steps--)
        {
            await Step.At("walk");
        }
    }
}
