namespace LockCheck.Specs.Claims;

/// <summary>A row of protocols.md 6.2: which readers it is about, and what may happen to them.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Readers">The readers, each by its name.</param>
internal sealed record Table62Row(string Title, params IReadOnlyList<string> Readers)
{
    /// <summary>Gets the faults that may strike.</summary>
    public Faults Faults { get; init; } = Faults.Signal | Faults.Exit;

    /// <summary>Gets whether it is a BPF iterator, of which I14 speaks.</summary>
    public bool IsIterator { get; init; }

    /// <summary>Gets the invariant of the column I3: <c>PF</c> where VMAs are found and no records made.</summary>
    public string OfRecords { get; init; } = "I3";

    /// <summary>Gets why I16 cannot be decided; null if it can.</summary>
    public string? WhyNoIdentity { get; init; }
}

/// <summary>One thing that a cell of protocols.md 6.2 says.</summary>
/// <param name="Holds">Whether the invariant holds; otherwise some writer breaks it.</param>
/// <param name="Id">The invariant.</param>
internal sealed record Table62Entry(bool Holds, string Id)
{
    /// <summary>Gets the readers, if they are not those of the row.</summary>
    public IReadOnlyList<string>? Readers { get; init; }

    /// <summary>Gets the faults that may strike, if they are not those of the row.</summary>
    public Faults? Faults { get; init; }

    /// <summary>Gets how many records fit into a page, if it is no choice.</summary>
    public RecordsPerPage? RecordsPerPage { get; init; }

    /// <summary>
    /// Gets whether it is shown by two threads that share one file, with no writer: beside one they have too many
    /// states.
    /// </summary>
    public bool IsOfSharedFile { get; init; }

    /// <summary>Gets the writers that the cell excepts.</summary>
    public IReadOnlyList<string> Except { get; init; } = [];

    /// <summary>Gets whether it holds for the row's readers at the row's bounds, as the other ticks do.</summary>
    public bool IsPlainTick =>
        Holds && Readers is null && RecordsPerPage is null && Except.Count == 0 && !IsOfSharedFile;
}
