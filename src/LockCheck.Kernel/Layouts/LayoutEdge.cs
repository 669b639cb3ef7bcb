namespace LockCheck.Kernel.Layouts;

/// <summary>Where a model page starts in the real process.</summary>
/// <param name="Page">The model page.</param>
/// <param name="Address">The address of its first byte.</param>
public readonly record struct LayoutEdge(int Page, ulong Address);
