namespace LockCheck.Kernel;

/// <summary>
/// A pointer to a file or an anon_name, as a reader found it in a VMA or in a copy of one; 0 is NULL. References are
/// counted if the reader says that it takes any (<see cref="KernelSettings.TracksBacking"/>).
/// </summary>
/// <param name="Number">The number of the object; anything at all if it was read from memory that was reused.</param>
public readonly record struct BackingRef(ushort Number)
{
    /// <summary>Gets whether this is NULL.</summary>
    public bool IsNone => Number == 0;

    /// <summary>Gets whether it points to a file; otherwise to an anon_name. Of a wild pointer, either.</summary>
    public bool IsFile => KernelModel.Current.Names.IsFile(Number);

    /// <summary>
    /// get_file_rcu or anon_vma_name_get: a reference, unless there are none left. A scheduling point.
    /// </summary>
    /// <returns>Whether the reader has a reference now.</returns>
    public Pending<bool> TryGet() => Operation.Issue<BackingGet, bool>(new BackingGet(this));

    /// <summary>fput or anon_vma_name_put. A scheduling point.</summary>
    /// <returns>Something to await.</returns>
    public Pending<None> Put() => Operation.Issue(new BackingPut(this));

    /// <summary>
    /// get_file_rcu on a pointer in a private copy: without references left it tries again for ever, because nobody
    /// will ever change the pointer that it reads again (number 27 of protocols.md 5). Only an open that takes the
    /// object ends the loop, and then the reference is one to another file.
    /// </summary>
    /// <remarks>
    /// Such a reference is no misuse: get_file_rcu itself takes some, and drops them when it finds the pointer changed.
    /// What counts is whether the file is used before anybody has looked: <see cref="Misuse.Recycled"/>.
    /// </remarks>
    /// <returns>The routine; it ends with a reference.</returns>
    public async Routine GetFromPrivateCopy()
    {
        while (!await TryGet())
        {
            KernelModel.Current.Events.Misuse(Misuse.SpinsInRcu, Threads.Self);
        }
    }

    internal static bool IsUsable(KernelModel model, BackingRef pointer)
    {
        if (pointer.IsNone)
        {
            model.Events.Misuse(Misuse.NullDereference, Threads.Self);
            return false;
        }

        if (pointer.Number > model.Backings.Count
            || model.Backings[pointer.Number - 1].State == BackingState.Freed)
        {
            model.Events.Misuse(Misuse.UseAfterFree, Threads.Self);
            return false;
        }

        return true;
    }

    internal string NameIn(StateView state) => KernelModel.Of(state).Names.TryNameOf(Number);
}

/// <summary>inc_not_zero of f_count or of an anon_name's kref.</summary>
internal readonly struct BackingGet(BackingRef pointer) : IOperation<bool>
{
    private readonly BackingRef _pointer = pointer;

    public Footprint Footprint =>
        new(FootprintKinds.Backing, _pointer.Number, AccessMode.Write, AccessOrder.Fence);

    public bool TryApply(ThreadId self, out bool result)
    {
        result = false;
        var model = KernelModel.Current;
        if (!BackingRef.IsUsable(model, _pointer))
        {
            return true;
        }

        ref var known = ref model.Backings[_pointer.Number - 1];
        result = known.Refs != 0;
        if (result)
        {
            known.Refs++;
            model.Walks.Field(GracePeriod.WalkOf(model, self), WorldFields.BackingRefs)++;
            if (BackingCounts.IsAnother(model, _pointer.Number))
            {
                Stepper.Current.Explain("it is another file by now");
            }
        }

        return true;
    }

    public string Describe(StateView state, ThreadId self) => $"get a reference to {_pointer.NameIn(state)}";
}

/// <summary>fput or anon_vma_name_put.</summary>
internal readonly struct BackingPut(BackingRef pointer) : IOperation<None>
{
    private readonly BackingRef _pointer = pointer;

    public Footprint Footprint =>
        new(FootprintKinds.Backing, _pointer.Number, AccessMode.Write, AccessOrder.Fence);

    public bool TryApply(ThreadId self, out None result)
    {
        result = default;
        var model = KernelModel.Current;
        if (!BackingRef.IsUsable(model, _pointer))
        {
            return true;
        }

        if (--model.Walks.Field(GracePeriod.WalkOf(model, self), WorldFields.BackingRefs) < 0)
        {
            model.Events.Misuse(Misuse.RefcountUnderflow, self);
        }
        else
        {
            BackingCounts.Put(model, _pointer.Number);
        }

        return true;
    }

    public string Describe(StateView state, ThreadId self) => $"put the reference to {_pointer.NameIn(state)}";
}
