namespace LockCheck.Kernel;

/// <summary>A BPF program, beside the loop over an iterator that it is made of.</summary>
public interface IBpfProgram
{
    /// <summary>
    /// Gets whether it may sleep: then it is not inside an RCU read section while it runs, as all others are.
    /// </summary>
    static abstract bool IsSleepable { get; }

    /// <summary>The body of its loop: what it does with an object beside looking at it.</summary>
    /// <returns>The routine.</returns>
    Routine Body();
}

/// <summary>A program that only looks at the objects, and does not sleep.</summary>
public readonly struct PlainProgram : IBpfProgram
{
    /// <inheritdoc/>
    public static bool IsSleepable => false;

    /// <inheritdoc/>
    public async Routine Body()
    {
    }
}

/// <summary>A program that only looks at the objects, of a kind that may sleep.</summary>
public readonly struct SleepableProgram : IBpfProgram
{
    /// <inheritdoc/>
    public static bool IsSleepable => true;

    /// <inheritdoc/>
    public async Routine Body()
    {
    }
}
