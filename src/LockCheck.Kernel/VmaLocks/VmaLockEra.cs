namespace LockCheck.Kernel;

/// <summary>How VMAs are locked one by one, and when their memory is reused (protocols.md 1.3).</summary>
public enum VmaLockEra
{
    /// <summary>Up to v6.3: no lock of their own. Freed at once. Nothing of RCU is modelled.</summary>
    A,

    /// <summary>v6.4 to v6.14: a small rwsem and a sequence number each. Freed by call_rcu.</summary>
    B,

    /// <summary>v6.15 and later: one counter, vm_refcnt. Freed at once, type-stable, reused by any mm.</summary>
    C,
}
