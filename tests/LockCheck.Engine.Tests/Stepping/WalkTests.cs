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

    // A thread waits for a flag by looking again and again; the other one sets it. Alone, the first goes round.
    [Theory]
    [InlineData(new[] { 0, 0 }, true)]
    [InlineData(new[] { 0, 1, 0 }, false)]
    [InlineData(new[] { 1, 0, 0 }, false)]
    public void A_walk_watches_threads_that_must_end_alone(int[] threads, bool goesRound)
    {
        using var walk = new Walk(LoadedModel.Load(new ScratchWorld(Spin, Set)), alone: [0]);
        var broken = threads.SelectMany(slot => walk.Step(ThreadId.Of(slot), _ => 0)).ToList();
        Assert.Equal(goesRound ? [Property.Alone] : [], broken);
        Assert.Equal((goesRound, goesRound), (walk.GoesRound, walk.View.HasLiveThreads));
        Assert.True(walk.IsOver);
        Assert.False(walk.IsDeadlock);

        static async Routine Spin()
        {
            do
            {
                await Step.At("rest");
                await Step.At("look");
            }
            while (ScratchWorld.Number(0) == 0);
        }

        static async Routine Set()
        {
            await Step.At("set");
            ScratchWorld.Number(0) = 1;
        }
    }

    // Worked out by hand: from the second step on, states repeat with the length of the loop; the state behind steps 1,
    // 2, 4, 8 ... is remembered, until one comes again.
    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 4)]
    [InlineData(3, 7)]
    [InlineData(5, 13)]
    [InlineData(8, 16)]
    public void A_run_without_decisions_is_over_when_it_comes_round(int length, int steps)
    {
        using var walk = new Walk(LoadedModel.Load(new ScratchWorld(() => Count(length))));
        while (!walk.IsOver)
        {
            Assert.Empty(Decisions.Step(walk, _ => throw new InvalidOperationException("nothing is to be decided")));
        }

        Assert.True(walk is { IsEndless: true, IsDeadlock: false, GoesRound: false });
        Assert.Equal(steps, walk.Path.Count);

        static async Routine Count(int length)
        {
            while (true)
            {
                await Step.At("count");
                ScratchWorld.Number(0) = (ScratchWorld.Number(0) + 1) % length;
            }
        }
    }

    [Fact]
    public void A_run_in_which_another_thread_could_go_on_is_not_over()
    {
        using var walk = new Walk(LoadedModel.Load(new ScratchWorld(Forever, Forever)));
        for (var i = 0; i < 100; i++)
        {
            walk.Step(ThreadId.Of(0), _ => 0);
        }

        Assert.False(walk.IsOver);
    }

    [Fact]
    public void Threads_that_are_not_watched_may_go_round()
    {
        using var walk = new Walk(LoadedModel.Load(new ScratchWorld(Forever, Forever)), alone: [1]);
        Assert.Empty(Enumerable.Repeat(0, 4).SelectMany(slot => walk.Step(ThreadId.Of(slot), _ => 0)));
        Assert.Equal([Property.Alone], walk.Step(ThreadId.Of(1), _ => 0));
        Assert.Throws<InvalidOperationException>(() => walk.Step(ThreadId.Of(0), _ => 0));
    }

    private static async Routine Forever()
    {
        while (true)
        {
            await Step.At("again");
        }
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
