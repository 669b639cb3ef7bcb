namespace LockCheck.Kernel;

/// <summary>
/// A pointer to a vm_area_struct, or NULL. It stays what it is when the object is freed and reused; every field access
/// is checked against invariant I10. Only equality means anything.
/// </summary>
/// <param name="Value">0 for NULL.</param>
public readonly record struct Vma(ushort Value) : IBpfObject
{
    /// <summary>Gets NULL.</summary>
    public static Vma None => default;

    /// <summary>
    /// Gets the gate VMA, whose line <c>[vsyscall]</c> ends /proc/PID/maps. It belongs to no mm and to no tree, and has
    /// no fields here: it is only compared.
    /// </summary>
    public static Vma Gate => new(ushort.MaxValue);

    /// <summary>Gets whether this is the gate VMA.</summary>
    public bool IsGate => this == Gate;

    /// <summary>Gets whether this is NULL.</summary>
    public bool IsNone => Value == 0;

    /// <summary>Gets <c>vm_start</c>, in pages.</summary>
    public int Start => Checked(WorldFields.VmStart);

    /// <summary>Gets <c>vm_end</c>, in pages.</summary>
    public int End => Checked(WorldFields.VmEnd);

    /// <summary>Gets <c>detached</c>, of a VMA that is held for read or under the mmap_lock.</summary>
    public bool IsDetached => Checked(WorldFields.State) != VmaState.Attached;

    /// <summary>Gets <c>vm_mm</c>.</summary>
    public Mm Mm => Checked(WorldFields.VmMm);

    /// <summary>Gets everything else that a record says.</summary>
    public VmaAttributes Attributes => Checked(WorldFields.Attributes);

    /// <summary>Reads one field without the VMA's lock, inside an RCU read section. A scheduling point.</summary>
    /// <param name="field">The field.</param>
    /// <returns>What stands there at that moment, whatever the object is by then.</returns>
    public Pending<Unvalidated<int>> Read(VmaField field) =>
        Operation.Issue<VmaFieldRead, Unvalidated<int>>(new VmaFieldRead(this, field));

    internal int Index => Value - 1;

    internal Mm RawMm => KernelModel.Current.Slab.Field(Index, WorldFields.VmMm);

    internal ref VmArea Raw => ref KernelModel.Current.Slab[Index];

    /// <summary>The record that a program prints of this VMA.</summary>
    /// <returns>Range and attributes, as they are now.</returns>
    public MapRecord ToRecord()
    {
        Check();
        var slab = KernelModel.Current.Slab;
        var index = IsNone ? 0 : Index;
        return new MapRecord(
            slab.Field(index, WorldFields.VmStart),
            slab.Field(index, WorldFields.VmEnd),
            slab.Field(index, WorldFields.Attributes));
    }

    /// <inheritdoc/>
    void IBpfObject.Report() => KernelModel.Current.Events.Record(ToRecord(), SeqUser.MmOf(this));

    /// <inheritdoc/>
    public override string ToString() => IsNone ? "NULL" : IsGate ? "gate_vma" : $"vma{Value}";

    private TField Checked<TField>(FieldOf<VmArea, TField> field)
        where TField : unmanaged
    {
        Check();
        return KernelModel.Current.Slab.Field(IsNone ? 0 : Index, field);
    }

    private void Check()
    {
        var model = KernelModel.Current;
        if (IsNone)
        {
            model.Events.Misuse(Misuse.NullDereference, Threads.Self);
            return;
        }

        if (IsGate)
        {
            throw new RoutineException(
                "The gate VMA has no fields in this model. Usual cause: a reader reports it as a VMA of the address "
                + "space; ask Vma.IsGate first.");
        }

        if (model.Slab.Field(Index, WorldFields.State) == VmaState.Free)
        {
            model.Events.Misuse(Misuse.UseAfterFree, Threads.Self);
        }
        else if (!VmaAccess.IsHeld(model, this, Threads.Self)
            && !VmaTree.IsGuarded(model, model.Slab.Field(Index, WorldFields.VmMm)))
        {
            model.Events.Misuse(Misuse.Unprotected, Threads.Self);
        }
    }
}
