namespace LockCheck.Protocols;

/// <summary>What <c>lockcheck list</c> says of a reader beside its summary.</summary>
/// <param name="Versions">The kernels that have it, such as <c>v5.12 to v6.1</c>.</param>
/// <param name="ReliesOn">The lock, or what else keeps the map in place while it looks at it.</param>
/// <param name="Source">The posting by its subject and date, or the commit (protocols.md 0 and 2).</param>
public sealed record ReaderFacts(string Versions, string ReliesOn, string Source);
