namespace LockCheck.Protocols.Readers.PageFault;

/// <summary>What a page fault sets out to keep (protocols.md 2j and 6.2).</summary>
internal static class FaultPromises
{
    /// <summary>Gets the promises: those of locks, references and memory, and that the VMA is the right one.</summary>
    public static IReadOnlyList<string> All { get; } = ["I8", "I9", "I10", "I11", "PF"];
}
