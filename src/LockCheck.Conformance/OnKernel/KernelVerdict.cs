namespace LockCheck.Conformance.OnKernel;

/// <summary>What became of a schedule of the model on the running kernel.</summary>
public enum KernelVerdict
{
    /// <summary>The kernel's reader shows, record by record, what the model's shows.</summary>
    Confirmed,

    /// <summary>It shows something else.</summary>
    NotReproduced,

    /// <summary>The schedule cannot be carried out here; there is a reason.</summary>
    NotControllable,
}
