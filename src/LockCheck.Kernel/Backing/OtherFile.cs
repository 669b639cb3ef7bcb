namespace LockCheck.Kernel;

/// <summary>
/// open(2) of a file that nobody maps. File objects are of a slab that keeps their type (SLAB_TYPESAFE_BY_RCU, v6.7),
/// and the object freed last is the next one: no grace period lies between a last fput and the next open.
/// </summary>
public static class OtherFile
{
    /// <summary>
    /// Opens it: it takes the object of a file without references, which is another file's from then on. While that
    /// file has references, an object that nothing points to is taken, and nothing is seen of it.
    /// </summary>
    /// <param name="backing">The number of the file whose object was freed last.</param>
    /// <returns>0. The file stays open.</returns>
    public static async Routine<int> Open(int backing)
    {
        await Operation.Issue(new FileOpen(backing));
        return 0;
    }
}

/// <summary>alloc_empty_file, which takes a free object.</summary>
internal readonly struct FileOpen(int backing) : IOperation<None>
{
    private readonly ushort _backing = (ushort)backing;

    public Footprint Footprint => new(FootprintKinds.Backing, _backing, AccessMode.Write, AccessOrder.Fence);

    public bool TryApply(ThreadId self, out None result)
    {
        result = default;
        var model = KernelModel.Current;
        if (BackingCounts.Reuse(model, _backing))
        {
            Stepper.Current.Explain($"takes the object of {model.Names.TryNameOf(_backing)}");
        }

        return true;
    }

    public string Describe(StateView state, ThreadId self) => "open another file";
}
