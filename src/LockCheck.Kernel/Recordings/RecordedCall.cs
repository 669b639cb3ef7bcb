using System.Collections.Immutable;

namespace LockCheck.Kernel.Recordings;

/// <summary>One call of a recorded sequence, and what there was after it.</summary>
public sealed record RecordedCall : RegionCall
{
    /// <summary>What the call returned: 0 or an error.</summary>
    public required long Ret { get; init; }

    /// <summary>The user's view.</summary>
    public required ImmutableArray<MapRow> Maps { get; init; }

    /// <summary>The kernel's view; default if it was not recorded.</summary>
    public ImmutableArray<KernelRow> Kernel { get; init; }

    /// <summary>The flags that smaps shows; default if they were not recorded.</summary>
    public ImmutableArray<FlagsRow> Flags { get; init; }
}
