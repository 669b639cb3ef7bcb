namespace LockCheck.Kernel.Layouts;

/// <summary>Protection and sharing of a mapping: the four letters that /proc/PID/maps shows.</summary>
[Flags]
public enum Prot
{
    /// <summary>PROT_NONE, private.</summary>
    None = 0,

    /// <summary>VM_READ.</summary>
    Read = 1,

    /// <summary>VM_WRITE.</summary>
    Write = 2,

    /// <summary>VM_EXEC.</summary>
    Exec = 4,

    /// <summary>VM_MAYSHARE, which is what maps shows as <c>s</c>: a MAP_SHARED mapping.</summary>
    Shared = 8,
}
