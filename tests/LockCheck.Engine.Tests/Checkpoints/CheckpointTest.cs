using LockCheck.Engine.Tests.Worlds;

namespace LockCheck.Engine.Tests.Checkpoints;

/// <summary>A folder for checkpoints, and searches that are interrupted at a look at the limits.</summary>
public abstract class CheckpointTest : IDisposable
{
    protected CheckpointTest() => Folder = Directory.CreateTempSubdirectory("lockcheck-test-").FullName;

    /// <summary>Gets the folder.</summary>
    protected string Folder { get; }

    /// <summary>Gets the checkpoint in it.</summary>
    protected string FilePath => Path.Combine(Folder, CheckpointFolder.FileName);

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>
    /// The worlds that are searched: a plain one, one that breaks a promise, one that deadlocks, one with value choices
    /// and an observation; each has more than 65,536 transitions.
    /// </summary>
    internal static Model NewWorld(string name) => name switch
    {
        "grid" => new GridWorld(4, 15),
        "counter" => new CounterWorld(4, 3),
        "philosophers" => new PhilosopherWorld(6, 3, lastIsRightHanded: false),
        _ => new ScratchWorld(() => Roll(), () => Roll(), () => Roll()),
    };

    /// <summary>What a search says that no clock decides.</summary>
    protected static string Said(SearchResult result) => string.Join(
        '\n',
        result.Findings
            .Select(found => $"{found.Property?.Id} {found.IsShortest} {string.Join(' ', found.Path)}")
            .Prepend($"{result.Verdict} {result.CutBy} {result.States} {result.Transitions} {result.TerminalStates} "
                + $"{result.DeadlockStates} {result.Depth} {result.MaxFrontier} {result.VectorBytes} "
                + $"{result.MissProbability:E3}"));

    /// <summary>Begins a search, and interrupts it at a look.</summary>
    /// <param name="world">Of which world.</param>
    /// <param name="looks">At which look; each is 65,536 transitions behind the one before.</param>
    /// <param name="workers">How many search.</param>
    /// <param name="options">Further options.</param>
    internal SearchResult Begin(string world, int looks, int workers = 1, SearchOptions? options = null)
    {
        using var folder = CheckpointFolder.Begin(Folder);
        return Go(world, looks, workers, options ?? new SearchOptions(), new CheckpointPlan { Folder = folder });
    }

    /// <summary>Goes on, and interrupts it at a look; 0 for never.</summary>
    internal SearchResult Continue(string world, int looks = 0, int workers = 1, SearchOptions? options = null)
    {
        using var folder = CheckpointFolder.Continue(Folder);
        return Go(
            world,
            looks,
            workers,
            options ?? new SearchOptions(),
            new CheckpointPlan { Folder = folder, Resumes = true });
    }

    private static SearchResult Go(string world, int looks, int workers, SearchOptions options, CheckpointPlan plan)
    {
        using var source = new CancellationTokenSource();
        var seen = 0;
        return Explorer.Search(
            NewWorld(world),
            options with
            {
                Workers = workers,
                Checkpoints = plan,
                Progress = progress =>
                {
                    if (progress.Rebuilt is null && ++seen == looks)
                    {
                        source.Cancel();
                    }
                },
            },
            source.Token);
    }

    private static async Routine Roll()
    {
        for (var left = 9; left > 0; left--)
        {
            await Step.At("roll");
            ScratchWorld.Number(0) = (ScratchWorld.Number(0) + Choose.Value(3, "die")) % 20;
            if (ScratchWorld.Number(0) == 19)
            {
                Stepper.Current.Report(ScratchWorld.Observation);
            }
        }
    }
}
