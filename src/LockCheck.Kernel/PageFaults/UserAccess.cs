namespace LockCheck.Kernel;

/// <summary>
/// A thread of the target that touches a page, and the page fault that follows (protocols.md 2j): under the VMA's own
/// lock, or, where that cannot be had, under the mmap_lock.
/// </summary>
/// <remarks>
/// One access to any page of the initial layout: between two faults of a thread nothing is kept, so that a second one
/// adds nothing. Stacks do not grow; a page that is not mapped is an error of the program, and no finding.
/// </remarks>
public static class UserAccess
{
    /// <summary>Touches a page, each of the layout in a branch of the search of its own.</summary>
    /// <typeparam name="TLock">How the VMA is locked.</typeparam>
    /// <param name="faultLock">The same, without fields.</param>
    /// <returns>The routine of the thread.</returns>
    public static async Routine Touch<TLock>(TLock faultLock)
        where TLock : struct, IFaultLock
    {
        await Operation.Issue(new UserStep(UserCall.Access));
        var events = KernelModel.Current.Events;
        var page = ChoosePage();
        events.ReadBegin();
        var error = await Fault(faultLock, Mm.First, page);
        KernelModel.Current.Events.ReadEnd(error);
        if ((KernelModel.Current.Settings.Faults & Faults.Exit) != 0)
        {
            await MmLifetime.ExitSibling();
        }
    }

    private static async Routine<int> Fault<TLock>(TLock faultLock, Mm mm, int page)
        where TLock : struct, IFaultLock
    {
        var vma = await faultLock.LockUnderRcu(mm, page);
        if (!vma.IsNone)
        {
            await Handle(vma, page);
            await VmaReadLock.EndRead(vma);
            return 0;
        }

        // The fallback: lock_mm_and_find_vma.
        if (await mm.Lock.ReadKillable() != 0)
        {
            _ = SeqUser.IsKilled();
            return Errno.EINTR;
        }

        vma = mm.Find(page);
        if (!vma.IsNone && vma.Start <= page)
        {
            await Handle(vma, page);
        }

        await mm.Lock.ReadUnlock();
        return 0;
    }

    /// <summary>handle_mm_fault: from here on the VMA is relied on, until the end of this routine.</summary>
    private static async Routine Handle(Vma vma, int page)
    {
        KernelModel.Current.Events.FaultBegins(page, vma);
        await Operation.Issue(new FaultStep(vma, page));
        KernelModel.Current.Events.FaultEnds(page, vma);
    }

    private static int ChoosePage()
    {
        var areas = KernelModel.Current.Settings.Layout.Vmas;
        var pages = 0;
        foreach (var area in areas)
        {
            pages += area.End - area.Start;
        }

        var chosen = Choose.Value(pages, "mapped page");
        foreach (var area in areas)
        {
            if (chosen < area.End - area.Start)
            {
                return area.Start + chosen;
            }

            chosen -= area.End - area.Start;
        }

        return chosen;
    }
}

/// <summary>The work of a fault on its VMA.</summary>
internal readonly struct FaultStep(Vma vma, int page) : IOperation<None>
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
        $"handle_mm_fault({VmaAccess.NameOf(_vma, state)}, page {_page})";
}
