namespace LockCheck.Kernel;

/// <summary>A helper or kfunc that runs a callback of the program on the VMA of an address (protocols.md 2i).</summary>
public interface IVmaLookup
{
    /// <summary>Finds the VMA that contains a page, and runs the callback on it.</summary>
    /// <param name="task">The task: the program's argument.</param>
    /// <param name="page">The page.</param>
    /// <returns>0 after the callback, or an error such as <see cref="Errno.ENOENT"/>.</returns>
    Routine<int> Find(TaskRef task, int page);
}

/// <summary>
/// A BPF program that asks for the VMA of one address, any page of the layout, mapped or not, in a branch of the search
/// of its own. It is judged as a page fault is: by the VMA that the callback relies on.
/// </summary>
public static class LookupProgram
{
    /// <summary>Runs the program; it may not sleep, and has its task by RCU.</summary>
    /// <typeparam name="TLookup">The helper.</typeparam>
    /// <param name="lookup">The helper, without fields.</param>
    /// <returns>The routine of a reader's thread.</returns>
    public static async Routine Run<TLookup>(TLookup lookup)
        where TLookup : struct, IVmaLookup
    {
        await Operation.Issue(new UserStep(UserCall.Program));
        BpfProgram.Begin();
        var page = Choose.Value(KernelModel.Current.Settings.Layout.Pages, "page");
        await Rcu.ReadLock();
        var task = await TaskRef.Find(TaskRef.Target.Tid);
        var result = await lookup.Find(task, page);
        await Rcu.ReadUnlock();
        if (Cpu.InterruptsAreOff)
        {
            await Cpu.RestoreInterrupts();
        }

        BpfProgram.End(result, isLookup: true);
    }

    /// <summary>The callback: it relies on the VMA from its first to its last step.</summary>
    /// <param name="vma">The VMA.</param>
    /// <param name="page">The page that was asked for.</param>
    /// <returns>The routine.</returns>
    public static async Routine Callback(Vma vma, int page)
    {
        KernelModel.Current.Events.FaultBegins(page, vma);
        await Operation.Issue(new CallbackStep(vma, page));
        KernelModel.Current.Events.FaultEnds(page, vma);
    }
}

/// <summary>The work of a callback on its VMA.</summary>
internal readonly struct CallbackStep(Vma vma, int page) : IOperation<None>
{
    private readonly Vma _vma = vma;
    private readonly ushort _page = (ushort)page;

    public Footprint Footprint => new(FootprintKinds.VmaFields, _vma.Value, AccessMode.Read, AccessOrder.Plain);

    public bool TryApply(ThreadId self, out None result)
    {
        result = default;
        return true;
    }

    public string Describe(StateView state, ThreadId self) =>
        $"callback({VmaAccess.NameOf(_vma, state)}, page {_page})";
}
