namespace LockCheck.Engine.Tests.Worlds;

/// <summary>
/// A token on the nodes of a graph. Each thread has arrows of its own, moves the token along any of them, and waits
/// where it has none: the states are the nodes that can be reached from node 0.
/// </summary>
/// <param name="arrows">For each thread and node, where its arrows lead.</param>
internal sealed class GraphWorld(int[][][] arrows) : Model<GraphWorld.Memory>
{
    public override int ThreadCount => arrows.Length;

    /// <summary>Draws a graph: at each node, up to two arrows of each thread.</summary>
    public static int[][][] Draw(ulong seed, int threads, int nodes)
    {
        var random = new SplitMix(seed);
        return
        [
            .. Enumerable.Range(0, threads).Select(_ => Enumerable.Range(0, nodes).Select(_ =>
                Enumerable.Range(0, random.Below(3)).Select(_ => random.Below(nodes)).ToArray()).ToArray()),
        ];
    }

    public override void Start()
    {
        for (var i = 0; i < arrows.Length; i++)
        {
            var thread = i;
            Threads.Spawn(thread, () => Move(thread));
        }
    }

    public override string RoleName(int role) => $"t{role}";

    private static async Routine Move(int thread)
    {
        while (true)
        {
            await Step.Until("move", new HasArrow(thread));
            World.Node = ((GraphWorld)Stepper.Current.Model).Next(thread);
        }
    }

    private int Next(int thread)
    {
        var here = arrows[thread][World.Node];
        return here[Choose.Value(here.Length, "arrow")];
    }

    internal struct Memory
    {
        public int Node;
    }

    private readonly record struct HasArrow(int Thread) : ICondition
    {
        public bool Holds(StateView state) =>
            ((GraphWorld)state.Model).ArrowsOf(Thread, WorldOf(state).Node).Length > 0;
    }

    private int[] ArrowsOf(int thread, int node) => arrows[thread][node];
}
