using LockCheck.Kernel.Tests.Support;

namespace LockCheck.Kernel.Tests.Locking;

/// <summary>
/// Row 52 of protocols.md 5: a lone reader that drops the lock "because it is contended" and takes it again can win
/// against the writer that it has just woken, over and over, until HANDOFF (I12). Every state of a reader that never
/// stops doing so and a writer, with all steps between them.
/// </summary>
public class StarvationTests
{
    private const string Asks = ": asks for the handoff";
    private const string Handoff = ", handoff;";
    private const string Steals = ": steals it";

    private static readonly Edge[] Edges = Enumerate(Settings());

    /// <summary>The edges between states in which the writer waits.</summary>
    private static Edge[] Waiting => [.. Edges.Where(edge => IsWaiting(edge.From) && IsWaiting(edge.To))];

    [Fact]
    public void The_reader_can_win_against_the_writer_that_it_has_woken()
    {
        Assert.Contains(Waiting, edge => edge.Operation == $"mmap_read_lock(mm1){Steals}");
        Assert.Equal(
            ["read greedy, waits w!", "free, waits w!", "read greedy, waits w!", "free, waits w!", "write w"],
            LockScripts.Play(
                Settings(),
                "greedy w look greedy greedy look greedy look greedy greedy look w look"));
    }

    /// <summary>
    /// A cycle in which the reader makes steps and the writer cannot make one somewhere: a scheduler that is fair, and
    /// gives a thread its turn if it can always go on, may take it for ever.
    /// </summary>
    [Fact]
    public void Without_HANDOFF_the_writer_can_wait_for_ever()
    {
        var starving = OnCycles([.. Waiting.Where(edge => !edge.Operation.EndsWith(Asks, StringComparison.Ordinal))]);
        Assert.NotEmpty(starving);
        Assert.Contains(starving, edge => edge.Operation.EndsWith(Steals, StringComparison.Ordinal));

        // Without the step that asks, the writer can do something only while nobody holds the lock.
        Assert.Contains(starving, edge => !edge.From.StartsWith("free", StringComparison.Ordinal));
    }

    /// <summary>
    /// With HANDOFF there is no such cycle: wherever the writer waits and the reader goes round, the writer can go on,
    /// to ask if the lock is held; and once it has asked, the reader cannot take the lock again.
    /// </summary>
    [Fact]
    public void With_HANDOFF_its_wait_is_bounded()
    {
        Assert.All(
            OnCycles(Waiting), edge => Assert.Contains(Edges, other => other.From == edge.From && other.By == "w"));
        var asked = Waiting.Where(edge => edge.From.Contains(Handoff, StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(asked);
        Assert.All(asked, edge => Assert.Contains(Handoff, edge.To, StringComparison.Ordinal));
        Assert.DoesNotContain(asked, edge => edge.Operation is "mmap_read_lock(mm1)" or $"mmap_read_lock(mm1){Steals}");
        Assert.Empty(OnCycles([.. asked.Where(edge => edge.From != edge.To)]));
    }

    /// <summary>It needs three turns of its own: to queue, to ask, and to take the lock.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void A_writer_that_asks_after_so_many_losses_gets_the_lock_next(int losses)
    {
        var lost = string.Concat(Enumerable.Repeat("greedy greedy greedy ", losses));
        var trace = Lab.Play(Settings(), $"greedy w {lost}w greedy greedy greedy w");
        Assert.Equal(losses, trace.Steps.Count(step => step.Operation.EndsWith(Steals, StringComparison.Ordinal)));
        Assert.Equal(
            ["greedy: mmap_lock_is_contended(mm1): yes", "greedy: mmap_read_unlock(mm1)",
                "greedy: mmap_read_lock(mm1): joins the wait list", "w: mmap_write_lock(mm1)"],
            trace.Steps.TakeLast(4).Select(step => $"{step.Thread}: {step.Operation}"));
    }

    private static KernelSettings Settings() =>
        Lab.Settings("0-1r", [new ScriptActor("greedy", ReadGreedily), .. LockScripts.Actors("w look")])
            with { RwSem = RwSemLevel.L2 };

    /// <summary>What task_vma does before each VMA (protocols.md 2a, P-TV3, step 2), without an end.</summary>
    private static async Routine ReadGreedily()
    {
        await Mm.First.Lock.Read();
        while (true)
        {
            if (await Mm.First.Lock.IsContended())
            {
                await Mm.First.Lock.ReadUnlock();
                await Mm.First.Lock.Read();
            }
        }
    }

    private static bool IsWaiting(string state) => state.Contains("waits w!", StringComparison.Ordinal);

    private static Edge[] Enumerate(KernelSettings settings)
    {
        var paths = new Dictionary<string, string> { [Look(settings, "").State] = "" };
        var open = new Queue<string>(paths.Keys);
        var edges = new List<Edge>();
        while (open.TryDequeue(out var from))
        {
            foreach (var (thread, operation) in Look(settings, paths[from]).Next)
            {
                var path = $"{paths[from]}{thread} ";
                var to = Look(settings, path).State;
                edges.Add(new Edge(from, thread, operation, to));
                if (paths.TryAdd(to, path))
                {
                    open.Enqueue(to);
                }
            }
        }

        return [.. edges];
    }

    /// <summary>A state in words, the lock and what each thread is about to do, and the steps that lead on.</summary>
    private static (string State, (string Thread, string Operation)[] Next) Look(KernelSettings settings, string path)
    {
        var trace = Lab.Play(settings, $"{path}look");
        var threads = trace.Unfinished.Where(thread => thread.Thread != "look").ToArray();
        var sem = settings.Monitors.OfType<Notes>().Single().Lines[^1];
        return (
            string.Join("; ", [sem, .. threads.Select(thread => $"{thread.Thread} at {thread.Operation}")]),
            [.. threads.Where(thread => thread.IsEnabled).Select(thread => (thread.Thread, thread.Operation))]);
    }

    /// <summary>The edges that lie on a cycle: their start can be reached from their end.</summary>
    private static Edge[] OnCycles(Edge[] edges) =>
        [.. edges.Where(edge => Reachable(edges, edge.To).Contains(edge.From))];

    private static HashSet<string> Reachable(Edge[] edges, string start)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { start };
        while (edges.FirstOrDefault(edge => seen.Contains(edge.From) && !seen.Contains(edge.To)) is { } edge)
        {
            seen.Add(edge.To);
        }

        return seen;
    }

    private sealed record Edge(string From, string By, string Operation, string To);
}
