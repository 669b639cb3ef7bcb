namespace LockCheck.Protocols;

/// <summary>From which kernel on there is what a scenario is made of. Versions are such as 6.4.</summary>
public static class Kernels
{
    private static readonly Version FirstOfB = new(6, 4);
    private static readonly Version FirstOfC = new(6, 15);
    private static readonly Version Any = new(0, 0);

    /// <summary>The first kernel of an era of per-VMA locks (protocols.md 1.3).</summary>
    /// <param name="era">The era; what is of era A is taken to work in every era.</param>
    /// <returns>The version; 0.0 for era A.</returns>
    public static Version FirstOf(VmaLockEra era) => era switch
    {
        VmaLockEra.B => FirstOfB,
        VmaLockEra.C => FirstOfC,
        _ => Any,
    };
}
