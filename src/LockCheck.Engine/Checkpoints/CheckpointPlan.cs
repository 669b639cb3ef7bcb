using System.Reflection;

namespace LockCheck.Engine;

/// <summary>Where a search writes checkpoints, how often, and whether it goes on from the one that is there.</summary>
public sealed record CheckpointPlan
{
    /// <summary>The usual time between two checkpoints.</summary>
    public static readonly TimeSpan EveryDefault = TimeSpan.FromSeconds(30);

    /// <summary>Gets the folder; the caller owns it.</summary>
    public required CheckpointFolder Folder { get; init; }

    /// <summary>
    /// Gets what names the search, in the caller's order; the engine only keeps it, for
    /// <see cref="CheckpointFolder.Head"/> of the process that goes on.
    /// </summary>
    public IReadOnlyList<(string Key, string Value)> Head { get; init; } = [];

    /// <summary>
    /// Gets the assemblies that the model's code comes from: a checkpoint is taken up by the same builds only. The
    /// engine's own is always one of them.
    /// </summary>
    public IReadOnlyList<Assembly> Modules { get; init; } = [];

    /// <summary>
    /// Gets the shortest time between two checkpoints, by the search's clock; and twenty times as long as the last one
    /// took to write, if that is more, so that at most a twentieth of the time goes into them.
    /// </summary>
    public TimeSpan Every { get; init; } = EveryDefault;

    /// <summary>Gets whether the search goes on from the folder's checkpoint, instead of from the start.</summary>
    public bool Resumes { get; init; }

    /// <summary>Gets what is told the number of states of each checkpoint that was written; null for nobody.</summary>
    public Action<long>? Written { get; init; }
}
