namespace LockCheck.Kernel;

/// <summary>
/// What an open file keeps for all threads that use it at once (<see cref="ReaderFile.SharedWithState"/>): the
/// <c>locked_vma</c> of <c>struct proc_maps_private</c>. Each load and store is a step of its own, because nothing
/// keeps another thread out. The file's iterator is shared as well (<see cref="VmaIterator"/>).
/// </summary>
public static class SharedFile
{
    /// <summary>R{priv.locked_vma}. A scheduling point.</summary>
    /// <returns>The VMA that a thread has locked, if the file still says so; or none.</returns>
    public static Pending<Vma> LoadLockedVma() =>
        Operation.Issue<LockedVmaAccess, Vma>(new LockedVmaAccess(Vma.None, stores: false));

    /// <summary>W{priv.locked_vma}. A scheduling point.</summary>
    /// <param name="vma">The VMA, or none.</param>
    /// <returns>Something to await.</returns>
    public static Pending<Vma> StoreLockedVma(Vma vma) =>
        Operation.Issue<LockedVmaAccess, Vma>(new LockedVmaAccess(vma, stores: true));
}

/// <summary>What a shared file keeps.</summary>
internal struct SharedFileState
{
    /// <summary><c>locked_vma</c>.</summary>
    public Vma LockedVma;
}

/// <summary>A load or a store of <c>locked_vma</c> in a shared file.</summary>
internal readonly struct LockedVmaAccess(Vma vma, bool stores) : IOperation<Vma>
{
    private readonly Vma _vma = vma;
    private readonly ushort _stores = (ushort)(stores ? 1 : 0);

    public Footprint Footprint => new(
        FootprintKinds.File, 0, _stores != 0 ? AccessMode.Write : AccessMode.Read, AccessOrder.Plain);

    public bool TryApply(ThreadId self, out Vma result)
    {
        ref var locked = ref KernelModel.Current.Files[0].LockedVma;
        if (_stores != 0)
        {
            locked = _vma;
        }

        result = locked;
        return true;
    }

    public string Describe(StateView state, ThreadId self) => _stores != 0
        ? $"W{{priv.locked_vma}} = {VmaAccess.NameOf(_vma, state)}"
        : $"R{{priv.locked_vma}}, {VmaAccess.NameOf(KernelModel.Of(state).Files.In(state, 0).LockedVma, state)}";
}
