using System.Runtime.CompilerServices;

namespace LockCheck.Engine.Tests.Schedules;

/// <summary>
/// Dining philosophers: each takes the fork at the left, then the one at the right. When <c>ordered</c>, each takes the
/// lower fork first, and nobody starves.
/// </summary>
internal sealed class ForkWorld(int philosophers, bool ordered = false, bool oneName = false) : Model<ForkWorld.Memory>
{
    private static readonly string[] Names = ["ann", "bob", "cat"];

    public override int ThreadCount => philosophers;

    public override void Start()
    {
        for (var i = 0; i < philosophers; i++)
        {
            var left = i;
            var right = (i + 1) % philosophers;
            var (first, second) = ordered && right < left ? (right, left) : (left, right);
            Threads.Spawn(i, () => Eat(first, second));
        }
    }

    public override string RoleName(int role) => oneName ? "philosopher" : Names[role];

    public override string Draw(StateView state)
    {
        var text = "forks";
        for (var fork = 0; fork < philosophers; fork++)
        {
            var owner = WorldOf(state).Owners[fork];
            text += " " + (owner == 0 ? "-" : state.NameOf(ThreadId.Of(owner - 1)));
        }

        return text;
    }

    public override string Holdings(StateView state, ThreadId thread)
    {
        var held = new List<string>();
        for (var fork = 0; fork < philosophers; fork++)
        {
            if (WorldOf(state).Owners[fork] == thread.Index + 1)
            {
                held.Add($"fork {fork}");
            }
        }

        return string.Join(", ", held);
    }

    private static async Routine Eat(int first, int second)
    {
        await Operation.Issue(new TakeFork(first));
        await Operation.Issue(new TakeFork(second));
        await Step.At("put both forks");
        World.Owners[first] = 0;
        World.Owners[second] = 0;
    }

    internal struct Memory
    {
        public Forks Owners;
    }

    /// <summary>The slot of each fork's owner, plus one; 0 when it lies on the table.</summary>
    [InlineArray(8)]
    internal struct Forks
    {
        private byte _first;
    }

    private readonly struct TakeFork(int fork) : IOperation<None>
    {
        private readonly int _fork = fork;

        public Footprint Footprint => new(1, (ushort)_fork, AccessMode.Write, AccessOrder.Acquire);

        public bool IsEnabled(StateView state, ThreadId self) => OwnerIn(state) == 0;

        public bool TryApply(ThreadId self, out None result)
        {
            World.Owners[_fork] = (byte)(self.Index + 1);
            result = default;
            return true;
        }

        public string Describe(StateView state, ThreadId self) => $"take fork {_fork}";

        public string BlockedBy(StateView state, ThreadId self) =>
            $"fork {_fork} is held by {state.NameOf(ThreadId.Of(OwnerIn(state) - 1))}";

        private byte OwnerIn(StateView state) => WorldOf(state).Owners[_fork];
    }
}
