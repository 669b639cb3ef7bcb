namespace LockCheck.Conformance.Targets;

/// <summary>Numbers of system calls on x86-64.</summary>
public static class SyscallNumber
{
    public const long Read = 0;
    public const long Write = 1;
    public const long Open = 2;
    public const long Close = 3;
    public const long Mmap = 9;
    public const long Mprotect = 10;
    public const long Munmap = 11;
    public const long Brk = 12;
    public const long Ioctl = 16;
    public const long Mremap = 25;
    public const long Madvise = 28;
    public const long GetPid = 39;
    public const long Exit = 60;
    public const long Ftruncate = 77;
    public const long Mlock = 149;
    public const long Munlock = 150;
    public const long Prctl = 157;
    public const long MemfdCreate = 319;
    public const long Mlock2 = 325;
}
