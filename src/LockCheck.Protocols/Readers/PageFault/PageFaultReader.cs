namespace LockCheck.Protocols.Readers.PageFault;

/// <summary>What the page faults have in common (protocols.md 2j and 6.2): a thread of the target makes them.</summary>
public abstract class PageFaultReader : ReaderProtocol
{
    /// <summary>
    /// Gets the promises: those of locks, references and memory, and that the VMA is the right one.
    /// </summary>
    public override IReadOnlyList<string> Promises { get; } = ["I8", "I9", "I10", "I11", "PF"];

    /// <inheritdoc/>
    public override bool ListsMap => false;

    /// <inheritdoc/>
    public override bool IsOfTarget => true;
}
