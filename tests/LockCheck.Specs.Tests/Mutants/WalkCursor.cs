using LockCheck.Kernel;

namespace LockCheck.Specs.Tests.Mutants;

/// <summary>What a <see cref="PageWalk"/> keeps from one read() to the next.</summary>
internal struct WalkCursor
{
    public ushort Position;
    public ushort ShownStart;
    public Vma Vma;
    public Vma Repeated;
    public TaskRef Task;
    public Mm Mm;
    public bool IsDone;
    public bool HasShown;
    public bool IsAtLastRead;
    public byte Spare;
}
