namespace LockCheck.Kernel;

/// <summary>What a BPF iterator hands to the program: a VMA, a task, an open file of a task; or NULL.</summary>
public interface IBpfObject
{
    /// <summary>Gets whether this is NULL.</summary>
    bool IsNone { get; }

    /// <summary>The program prints it: the monitors hear of that, in the running step.</summary>
    void Report();
}
