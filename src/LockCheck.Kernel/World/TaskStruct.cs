using System.Runtime.InteropServices;

namespace LockCheck.Kernel;

/// <summary>A task_struct: the target process's, which readers look up by its tid (protocols.md 1.0, 1.1).</summary>
public struct TaskStruct
{
    /// <summary>
    /// <c>usage</c>: references; 0 means freed. Holding one keeps neither <see cref="Mm"/> nor the mm.
    /// </summary>
    public byte Usage;

    /// <summary><c>mm</c>: the address space, or none. Written under alloc_lock by exit and exec.</summary>
    public Mm Mm;

    /// <summary>Who holds <c>alloc_lock</c>: the thread's slot + 1, or 0.</summary>
    public byte AllocLock;

    /// <summary>What it is about.</summary>
    public TaskFlags Flags;
}

/// <summary>What a task is about.</summary>
[Flags]
public enum TaskFlags : byte
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>A look-up by pid no longer finds it.</summary>
    Unhashed = 1,

    /// <summary>It is inside execve; known only where the target may have a second mm.</summary>
    InExec = 2,

    /// <summary>
    /// It exits; known only where the target may have a second mm, or is one of several tasks.
    /// </summary>
    Exits = 4,

    /// <summary>It leads a group, has exited, and is not released before it is alone.</summary>
    Zombie = 8,
}

/// <summary>An mm_struct with its counts, its mmap_lock and the extent of its tree (protocols.md 1.0).</summary>
public struct MmStruct
{
    /// <summary>The mmap_lock.</summary>
    public RwSem Lock;

    /// <summary><c>mm_users</c>: references to the address space.</summary>
    public byte Users;

    /// <summary><c>mm_count</c>: references to the struct; all users together own one. 0 means freed.</summary>
    public byte Count;

    /// <summary>How many entries the tree has.</summary>
    public ushort TreeCount;

    /// <summary>Keeps the struct free of holes.</summary>
    public uint Spare;
}

/// <summary>The state of an rwsem, at any level (protocols.md 1.2).</summary>
public struct RwSem
{
    /// <summary>
    /// The wait list, first in the lowest byte: a thread's slot + 1, with the top bit set for a writer.
    /// </summary>
    public ulong Queue;

    /// <summary>The threads that hold it for read, a bit each.</summary>
    public ushort Readers;

    /// <summary>The waiting readers that were granted it at a wake-up and have not run since, a bit each.</summary>
    public ushort Granted;

    /// <summary>Who holds it for write: the thread's slot + 1, or 0.</summary>
    public byte Writer;

    /// <summary>How many threads wait.</summary>
    public byte Waiters;

    /// <summary>L2: 1 when the lock has to be handed to the first waiter, and nobody may steal it.</summary>
    public byte Handoff;

    /// <summary>L2: the threads that have released it and not yet woken the readers at its head, a bit each.</summary>
    public byte Waking;
}

/// <summary>A vm_area_struct, as an object of the slab (protocols.md 1.0).</summary>
public struct VmArea
{
    /// <summary><c>vm_start</c>, in pages; in a free object, the handle of the next free one.</summary>
    public ushort Start;

    /// <summary><c>vm_end</c>, in pages.</summary>
    public ushort End;

    /// <summary>Everything else that readers report and merging compares.</summary>
    public VmaAttributes Attributes;

    /// <summary>What the object is.</summary>
    public VmaState State;

    /// <summary><c>vm_mm</c>: whose it is; none in a free object.</summary>
    public Mm Mm;
}

/// <summary>What a VMA object is.</summary>
public enum VmaState : byte
{
    /// <summary>On the slab's free list; its fields are poison.</summary>
    Free,

    /// <summary>Allocated and not in the tree, or marked detached while still in it.</summary>
    Detached,

    /// <summary>In the tree.</summary>
    Attached,

    /// <summary>Era B, freed by call_rcu: what it was, for the RCU sections that were open then.</summary>
    AwaitsGracePeriod,
}

/// <summary>The attributes of a VMA: what readers report beside the range, and what merging compares.</summary>
/// <param name="Pgoff"><c>vm_pgoff</c>, in pages; the virtual page number for private anonymous memory.</param>
/// <param name="Backing">0 for plain anonymous memory; otherwise the number of a file or of an anon_name.</param>
/// <param name="AnonVma">The anon_vma; 0 for none, which is compatible with every other.</param>
/// <param name="Prot">Read 1, write 2, exec 4, shared 8.</param>
/// <param name="Traits">Special 1, close hook 2, grows down 4; and 8 times the kind.</param>
[StructLayout(LayoutKind.Sequential, Pack = 2)]
public record struct VmaAttributes(int Pgoff, ushort Backing, ushort AnonVma, byte Prot, byte Traits)
{
    private const int KindShift = 3;

    /// <summary>Gets what decides about merging and is not shown, as a number; 0 unless a layout says otherwise.
    /// </summary>
    public readonly int Kind => Traits >> KindShift;

    /// <summary>The traits and the kind of a VMA in one byte.</summary>
    public static byte TraitsOf(Layouts.VmaTraits traits, int kind) => (byte)((int)traits | (kind << KindShift));
}

/// <summary>An entry of the VMA tree: a range, and the object it maps to.</summary>
public struct TreeEntry
{
    /// <summary>The first page.</summary>
    public ushort Start;

    /// <summary>One past the last page.</summary>
    public ushort End;

    /// <summary>The object.</summary>
    public Vma Vma;
}

/// <summary>The heads of the kernel's small lists.</summary>
public struct KernelHeader
{
    /// <summary>The VMA object on top of the slab's free list, or none.</summary>
    public Vma FreeVma;

    /// <summary>The faults that have struck, a bit each: each strikes at most once a run.</summary>
    public byte FaultsUsed;

    /// <summary>Who grows a stack under the mmap_lock for read: the thread's slot + 1, or 0.</summary>
    public byte AnonVmaLock;
}

/// <summary>What a thread holds, beside the locks, which know their holders; and whether it is about to die.</summary>
public struct Ledger
{
    /// <summary>References to tasks.</summary>
    public sbyte TaskRefs;

    /// <summary>References to address spaces (mm_users).</summary>
    public sbyte MmUsers;

    /// <summary>References to mm structs (mm_count).</summary>
    public sbyte MmCounts;

    /// <summary>1 after a fatal signal to a reader: it ends before it gets back to user space.</summary>
    public sbyte Killed;
}
