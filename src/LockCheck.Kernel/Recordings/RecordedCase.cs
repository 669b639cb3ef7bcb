using System.Collections.Immutable;

namespace LockCheck.Kernel.Recordings;

/// <summary>One call of mm/vma.c as the kernel's own user-space tests made it, and what came of it.</summary>
public sealed record RecordedCase
{
    /// <summary>Its number in the file, from 0.</summary>
    public required long Number { get; init; }

    /// <summary>The name of the test.</summary>
    public required string Test { get; init; }

    /// <summary>The function.</summary>
    public required string Op { get; init; }

    /// <summary>The VMAs before.</summary>
    public required ImmutableArray<CaseVma> Before { get; init; }

    /// <summary>The arguments.</summary>
    public required CaseInput Input { get; init; }

    /// <summary>The VMAs after.</summary>
    public required ImmutableArray<CaseVma> After { get; init; }

    /// <summary>The returned VMA's name, a number, or null.</summary>
    public required string Ret { get; init; }

    /// <summary>vmg->state after, or nothing.</summary>
    public string? State { get; init; }
}

/// <summary>The arguments of a case; each function has some of them.</summary>
public sealed record CaseInput
{
    /// <summary>The range, the VMA or the destination, by its first page.</summary>
    public long Start { get; init; }

    /// <summary>One past the last page.</summary>
    public long End { get; init; }

    /// <summary>The offset.</summary>
    public long Pgoff { get; init; }

    /// <summary>The flags that the range is to have.</summary>
    public Exact.VmFlags Flags { get; init; }

    /// <summary>The anon_vma of the range, or none.</summary>
    public string? AnonVma { get; init; }

    /// <summary>The file of the range, 0 for none.</summary>
    public long File { get; init; }

    /// <summary>vmg->prev, or none.</summary>
    public string? Prev { get; init; }

    /// <summary>vmg->middle, or the VMA that is changed, or none.</summary>
    public string? Middle { get; init; }

    /// <summary>vmg->next, or none.</summary>
    public string? Next { get; init; }

    /// <summary>Where the source of copy_vma starts.</summary>
    public long SourceStart { get; init; }

    /// <summary>Where the source of copy_vma ends.</summary>
    public long SourceEnd { get; init; }
}
