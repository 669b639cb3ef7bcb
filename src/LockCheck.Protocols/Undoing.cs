namespace LockCheck.Protocols;

/// <summary>How a writer takes the change of a round back, or why it does not.</summary>
public sealed record Undoing
{
    private Undoing()
    {
    }

    /// <summary>Gets what starts the system calls; null if there are none.</summary>
    public Func<Routine<int>>? Calls { get; private init; }

    /// <summary>Gets why there are none, in a few words; null if there are some.</summary>
    public string? WhyNot { get; private init; }

    /// <summary>Gets whether the change stays, because no system call takes it back.</summary>
    public bool IsImpossible { get; private init; }

    /// <summary>Gets how many VMA objects the calls allocate, at most.</summary>
    public int Allocations { get; private init; }

    /// <summary>
    /// Gets how many VMA objects there are beyond those of the layout while the calls run, at most, if these may be
    /// more than while the change is made.
    /// </summary>
    public int SpareVmas { get; private init; }

    /// <summary>A change that is undone.</summary>
    /// <param name="calls">Starts the system calls; the routine's value is the last one's result.</param>
    /// <param name="allocations">How many VMA objects they allocate, at most.</param>
    /// <param name="spareVmas">
    /// How many VMA objects there are beyond those of the layout meanwhile, if more than during the change.
    /// </param>
    /// <returns>The undoing.</returns>
    public static Undoing By(Func<Routine<int>> calls, int allocations = 0, int spareVmas = 0)
    {
        ArgumentNullException.ThrowIfNull(calls);
        return new Undoing { Calls = calls, Allocations = allocations, SpareVmas = spareVmas };
    }

    /// <summary>A change that no system call takes back.</summary>
    /// <param name="whyNot">Why not, in a few words.</param>
    /// <returns>The undoing.</returns>
    public static Undoing Impossible(string whyNot) => None(whyNot) with { IsImpossible = true };

    /// <summary>A round that leaves nothing to undo.</summary>
    /// <param name="whyNot">Why not, in a few words.</param>
    /// <returns>The undoing.</returns>
    public static Undoing None(string whyNot)
    {
        ArgumentException.ThrowIfNullOrEmpty(whyNot);
        return new Undoing { WhyNot = whyNot };
    }
}
