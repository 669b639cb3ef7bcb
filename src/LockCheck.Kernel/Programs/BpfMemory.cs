namespace LockCheck.Kernel;

/// <summary>The allocator of BPF programs, bpf_mem_alloc: it never sleeps, and may fail.</summary>
public static class BpfMemory
{
    /// <summary>Whether an allocation fails: a choice, with <see cref="Faults.NoMem"/>.</summary>
    /// <returns>Whether it does.</returns>
    public static bool AllocationFails() => KernelModel.Current.Strikes(Faults.NoMem, "bpf_mem_alloc fails");
}
