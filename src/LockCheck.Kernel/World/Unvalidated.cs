namespace LockCheck.Kernel;

/// <summary>
/// What was read of a VMA without its lock: it may belong to another moment, another VMA or freed memory. The type says
/// so to whoever reads a protocol; it forbids nothing.
/// </summary>
/// <remarks>
/// That I10 wants such a value validated or discarded is judged by what becomes of it, and not by whether a check came
/// in between. The load must be inside an RCU read section, of an object that is not freed or keeps its type
/// (I10). A pointer that is followed must point to an object that is there: <see cref="BackingRef"/> checks for NULL,
/// for a wild number and for freed memory (I10), and the count for the rest (I9). A report is held against the states
/// of the map (I3). So a reader that validates nothing breaks no rule until a schedule shows what it costs.
/// </remarks>
/// <typeparam name="T">What was read.</typeparam>
/// <param name="Guess">The value, for whatever use; a later check may make it good.</param>
public readonly record struct Unvalidated<T>(T Guess)
    where T : unmanaged;

/// <summary>A field of a VMA that is read by a load of its own.</summary>
public enum VmaField : byte
{
    /// <summary>vm_start, in pages.</summary>
    Start,

    /// <summary>vm_end, in pages.</summary>
    End,

    /// <summary>vm_pgoff, in pages.</summary>
    Pgoff,

    /// <summary>vm_flags: the protection, read 1, write 2, exec 4, shared 8.</summary>
    Flags,

    /// <summary>vm_file, or the anon_name: the number of what backs the VMA.</summary>
    Backing,
}

/// <summary>R{field}: one racy load of a VMA's field, inside an RCU read section.</summary>
internal readonly struct VmaFieldRead(Vma vma, VmaField field) : IOperation<Unvalidated<int>>
{
    private readonly Vma _vma = vma;
    private readonly ushort _field = (ushort)field;

    private VmaField Field => (VmaField)_field;

    public Footprint Footprint => new(FootprintKinds.VmaFields, _vma.Value, AccessMode.Read, AccessOrder.Once);

    public bool TryApply(ThreadId self, out Unvalidated<int> result)
    {
        result = default;
        var model = KernelModel.Current;
        if (VmaAccess.IsReadable(model, _vma, self))
        {
            Stepper.Current.RacyAccess();
            ref var area = ref model.Slab[_vma.Index];
            result = new Unvalidated<int>(Field switch
            {
                VmaField.Start => area.Start,
                VmaField.End => area.End,
                VmaField.Pgoff => area.Attributes.Pgoff,
                VmaField.Flags => area.Attributes.Prot,
                _ => area.Attributes.Backing,
            });
        }

        return true;
    }

    public string Describe(StateView state, ThreadId self) => Field switch
    {
        VmaField.Start => $"R{{vm_start}} of {VmaAccess.NameOf(_vma, state)}",
        VmaField.End => $"R{{vm_end}} of {VmaAccess.NameOf(_vma, state)}",
        VmaField.Pgoff => $"R{{vm_pgoff}} of {VmaAccess.NameOf(_vma, state)}",
        VmaField.Flags => $"R{{vm_flags}} of {VmaAccess.NameOf(_vma, state)}",
        _ => $"R{{vm_file, anon_name}} of {VmaAccess.NameOf(_vma, state)}",
    };
}
