namespace LockCheck.Kernel;

/// <summary>
/// Fields of the world that steps look at by themselves: what a step does not look at, others may change without being
/// ordered with it (docs/reduction.md).
/// </summary>
internal static class WorldFields
{
    public static FieldOf<WalkState, TreePosition> Position { get; } = new(static (ref walk) => ref walk.Position);

    public static FieldOf<WalkState, NodeState> Node { get; } = new(static (ref walk) => ref walk.Position.Node);

    public static FieldOf<WalkState, byte> NodeWaits { get; } = new(static (ref walk) => ref walk.Position.NodeWaits);

    public static FieldOf<WalkState, byte> RcuNesting { get; } = new(static (ref walk) => ref walk.RcuNesting);

    public static FieldOf<WalkState, sbyte> BackingRefs { get; } = new(static (ref walk) => ref walk.BackingRefs);

    public static FieldOf<WalkState, SequenceWatch> Watch { get; } = new(static (ref walk) => ref walk.Watch);

    public static FieldOf<WalkState, bool> IsOfSecond { get; } = new(static (ref walk) => ref walk.IsOfSecond);

    public static FieldOf<MmStruct, RwSem> Lock { get; } = new(static (ref mm) => ref mm.Lock);

    public static FieldOf<MmStruct, byte> LockWriter { get; } = new(static (ref mm) => ref mm.Lock.Writer);

    public static FieldOf<MmStruct, ushort> LockReaders { get; } = new(static (ref mm) => ref mm.Lock.Readers);

    public static FieldOf<MmStruct, byte> Users { get; } = new(static (ref mm) => ref mm.Users);

    public static FieldOf<MmStruct, byte> Count { get; } = new(static (ref mm) => ref mm.Count);

    public static FieldOf<MmStruct, ushort> TreeCount { get; } = new(static (ref mm) => ref mm.TreeCount);

    public static FieldOf<VmaLockState, byte> VmaReaders { get; } = new(static (ref vma) => ref vma.Readers);

    public static FieldOf<VmaLockState, VmaLockFlags> VmaFlags { get; } = new(static (ref vma) => ref vma.Flags);

    public static FieldOf<VmaLockState, byte> VmaGrace { get; } = new(static (ref vma) => ref vma.GracePeriod);

    public static FieldOf<VmArea, VmaState> State { get; } = new(static (ref vma) => ref vma.State);

    public static FieldOf<VmArea, Mm> VmMm { get; } = new(static (ref vma) => ref vma.Mm);

    public static FieldOf<VmArea, ushort> VmStart { get; } = new(static (ref vma) => ref vma.Start);

    public static FieldOf<VmArea, ushort> VmEnd { get; } = new(static (ref vma) => ref vma.End);

    public static FieldOf<VmArea, VmaAttributes> Attributes { get; } = new(static (ref vma) => ref vma.Attributes);

    public static FieldOf<TaskStruct, byte> Usage { get; } = new(static (ref task) => ref task.Usage);

    public static FieldOf<TaskStruct, Mm> TaskMm { get; } = new(static (ref task) => ref task.Mm);

    public static FieldOf<TaskStruct, byte> AllocLock { get; } = new(static (ref task) => ref task.AllocLock);

    public static FieldOf<TaskStruct, TaskFlags> TaskFlags { get; } = new(static (ref task) => ref task.Flags);

    public static FieldOf<KernelHeader, byte> AnonVmaLock { get; } = new(static (ref header) => ref header.AnonVmaLock);

    public static FieldOf<KernelHeader, byte> FaultsUsed { get; } = new(static (ref header) => ref header.FaultsUsed);

    public static FieldOf<Ledger, sbyte> TaskRefs { get; } = new(static (ref ledger) => ref ledger.TaskRefs);

    public static FieldOf<Ledger, sbyte> MmUsers { get; } = new(static (ref ledger) => ref ledger.MmUsers);

    public static FieldOf<Ledger, sbyte> MmCounts { get; } = new(static (ref ledger) => ref ledger.MmCounts);
}
