namespace LockCheck.Protocols.Readers.Tasks;

/// <summary>What every BPF iterator over tasks sets out to keep, whether it does or not.</summary>
internal static class TaskPromises
{
    /// <summary>Gets the promises. Of the memory map these readers know nothing.</summary>
    public static IReadOnlyList<string> All { get; } = ["I8", "I9", "I10", "I11", "I14", "tasks"];
}
