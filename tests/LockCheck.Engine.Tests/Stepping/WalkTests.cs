using LockCheck.Engine.Tests.Schedules;
using LockCheck.Engine.Tests.Worlds;

namespace LockCheck.Engine.Tests.Stepping;

/// <summary>A run that somebody else schedules, and a run as a list of numbers.</summary>
public class WalkTests
{
    // Worked out by hand: each thread makes two steps, and two threads of two steps have 4 over 2 = 6 orders.
    [Fact]
    public void Every_list_of_numbers_is_an_order_of_its_own()
    {
        var orders = new List<string>();
        var lost = 0;
        var model = LoadedModel.Load(new CounterWorld(2, 1));
        Descend([]);
        Assert.Equal(["0011", "0101", "0110", "1001", "1010", "1100"], orders);
        Assert.Equal(4, lost);

        void Descend(IReadOnlyList<int> numbers)
        {
            using var walk = new Walk(model);
            var given = new Queue<int>(numbers);
            var isAsked = false;
            var broken = new List<Property>();
            while (!walk.IsOver && !isAsked)
            {
                broken.AddRange(Decisions.Step(walk, count =>
                {
                    Assert.Equal(2, count);
                    isAsked = given.Count == 0;
                    return isAsked ? 0 : given.Dequeue();
                }));
            }

            if (isAsked)
            {
                Descend([.. numbers, 0]);
                Descend([.. numbers, 1]);
                return;
            }

            Assert.Equal(numbers, Decisions.Of(model, walk.Path));
            orders.Add(string.Concat(walk.Path.Select(step => step.Slot)));
            lost += broken.Contains(CounterWorld.LostUpdate) ? 1 : 0;
        }
    }

    [Fact]
    public void Numbers_lead_to_what_a_search_found()
    {
        var model = new ForkWorld(3);
        var path = Explorer.Search(new ForkWorld(3)).Findings.Single(finding => finding.IsDeadlock).Path;
        var loaded = LoadedModel.Load(model);
        var numbers = new Queue<int>(Decisions.Of(loaded, path));
        using var walk = new Walk(loaded);
        while (!walk.IsOver)
        {
            Decisions.Step(walk, _ => numbers.Dequeue());
        }

        Assert.True(walk.IsDeadlock);
        Assert.Empty(numbers);
        Assert.Equal(path, walk.Path);
    }

    [Fact]
    public void Value_choices_are_numbers_behind_the_one_of_the_thread()
    {
        var asked = new List<int>();
        var model = LoadedModel.Load(new ChoosingWorld());
        using var walk = new Walk(model);
        while (!walk.IsOver)
        {
            Decisions.Step(walk, count =>
            {
                asked.Add(count);
                return count - 1;
            });
        }

        // Two threads are enabled; the last one chooses of 3 and of 5, then the other one alone.
        Assert.Equal([2, 3, 5, 3, 5], asked);
        Assert.Equal([1, 2, 4, 2, 4], Decisions.Of(model, walk.Path));
    }

    [Fact]
    public void A_crash_ends_the_walk()
    {
        using var walk = new Walk(LoadedModel.Load(new CrashingWorld()));
        Assert.Equal([CrashingWorld.Crash], walk.Step(walk.Enabled(0), _ => 0));
        Assert.True(walk is { HasCrashed: true, IsOver: true, IsDeadlock: false });
        Assert.Throws<InvalidOperationException>(() => walk.Step(walk.Enabled(0), _ => 0));
    }

    [Fact]
    public void A_thread_that_cannot_go_on_is_refused()
    {
        using var walk = new Walk(LoadedModel.Load(new ForkWorld(2)));
        walk.Step(ThreadId.Of(0), _ => 0);
        walk.Step(ThreadId.Of(0), _ => 0);
        Assert.Equal(1, walk.EnabledCount);
        var error = Assert.Throws<InvalidOperationException>(() => walk.Step(ThreadId.Of(1), _ => 0));
        Assert.Contains("Thread 1 can make no step here", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => walk.Enabled(1));
    }

    // Goal: a host may run each thread on an OS thread of its own. Method: every step on another one.
    [Fact]
    public void Steps_may_come_from_any_thread_of_the_host()
    {
        using var walk = new Walk(LoadedModel.Load(new CounterWorld(2, 2)));
        var broken = new List<Property>();
        while (!walk.IsOver)
        {
            var worker = new Thread(() => broken.AddRange(Decisions.Step(walk, count => count - 1)));
            worker.Start();
            worker.Join();
        }

        Assert.Equal(8, walk.Path.Count);
        Assert.Empty(broken);
    }

    private sealed class ChoosingWorld : Model<ChoosingWorld.Memory>
    {
        public override int ThreadCount => 2;

        public override void Start()
        {
            Threads.Spawn(0, Choosing);
            Threads.Spawn(0, Choosing);
        }

        public override string RoleName(int role) => "chooser";

        private static async Routine Choosing()
        {
            await Step.At("choose");
            World.Chosen += Choose.Value(3, "of three") + Choose.Value(1, "of one") + Choose.Value(5, "of five");
        }

        internal struct Memory
        {
            public int Chosen;
        }
    }
}
