using LockCheck.Cli.Own;
using LockCheck.Engine;
using LockCheck.Kernel;
using LockCheck.Protocols;
using LockCheck.Reporting.Text;
using LockCheck.Specs.Catalog;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Cli.Checking;

/// <summary>The checkpoints of one check: opening the folder, the engine's plan, and what is left at the end.</summary>
internal sealed class CheckpointedCheck(CheckpointRequest request, Surroundings surroundings) : IDisposable
{
    private readonly CheckpointFolder _folder = request.Resumes
        ? CheckpointFolder.Continue(request.Folder)
        : CheckpointFolder.Begin(request.Folder);

    /// <summary>Opens the folder; null if nobody asks for checkpoints.</summary>
    public static CheckpointedCheck? Of(CheckRequest request, Surroundings surroundings) =>
        request.Checkpoints is { } checkpoints ? new CheckpointedCheck(checkpoints, surroundings) : null;

    /// <summary>Completes a command line that leaves what is checked to the checkpoint.</summary>
    public CheckRequest Complete(CheckRequest whole) =>
        request.HasScenario ? whole : SavedCheck.Complete(whole, _folder.Head);

    /// <summary>Gets the scenario and its notes, if the command line leaves them to the checkpoint.</summary>
    public (Scenario Scenario, IReadOnlyList<string> Remarks)? Saved =>
        request.HasScenario ? null : SavedCheck.Read(_folder.Head);

    /// <summary>What the engine is asked for.</summary>
    public CheckpointPlan Plan(CheckRequest whole, Scenario scenario, IReadOnlyList<string> remarks)
    {
        if (request.Resumes)
        {
            SavedCheck.Require(_folder, scenario);
        }

        return new CheckpointPlan
        {
            Folder = _folder,
            Head = SavedCheck.Lines(whole, scenario, remarks),
            Modules =
            [
                typeof(Catalogue).Assembly, typeof(ReaderProtocol).Assembly, typeof(KernelModel).Assembly,
                .. OwnAssemblies.AssembliesOf(whole.Assemblies),
            ],
            Every = request.Every,
            Resumes = request.Resumes,
            Written = states => Say($"checkpoint of {Numbers.Of(states)} states in {_folder.Folder}"),
        };
    }

    /// <summary>Says how to go on, or removes what is of no use any more; after the report was printed.</summary>
    public void End(SearchResult result)
    {
        if (!result.IsOver && _folder.Exists)
        {
            Say($"go on with `lockcheck check --resume {_folder.Folder}`");
        }
        else
        {
            _folder.Remove();
        }
    }

    public void Dispose() => _folder.Dispose();

    private void Say(string line) => surroundings.Error.WriteLine($"lockcheck: {line}");
}
