namespace LockCheck.Kernel.Exact;

/// <summary>struct anon_vma, as far as merges and faults depend on it (mm/rmap.c).</summary>
/// <param name="id">Its identity, from 1.</param>
/// <param name="parent">The one that a fork made it from; none for a root, which counts as its own child.</param>
public sealed class AnonVma(long id, AnonVma? parent)
{
    /// <summary>Its identity, from 1.</summary>
    public long Id { get; } = id;

    /// <summary>num_children.</summary>
    internal int Children { get; set; } = parent is null ? 1 : 0;

    /// <summary>num_active_vmas: the VMAs whose anon_vma it is.</summary>
    internal int Active { get; set; }

    /// <summary>How many chains hold it.</summary>
    internal int Links { get; set; }

    /// <summary>The one it was forked from.</summary>
    internal AnonVma? Parent { get; } = parent;

    /// <summary>anon_vma_clone for a copy or a survivor: the same chain, and the same anon_vma.</summary>
    internal static void Clone(ExactVma to, ExactVma from)
    {
        to.Anon = from.Anon;
        to.Chain = from.Chain;
        foreach (var linked in to.Chain)
        {
            linked.Links++;
        }

        if (to.Anon is not null)
        {
            to.Anon.Active++;
        }
    }

    /// <summary>unlink_anon_vmas: the VMA goes, or has given its pages away.</summary>
    internal static void Unlink(ExactVma vma)
    {
        foreach (var linked in vma.Chain)
        {
            if (--linked.Links == 0 && linked.Parent is { } parent)
            {
                parent.Children--;
            }
        }

        if (vma.Anon is not null)
        {
            vma.Anon.Active--;
        }

        vma.Anon = null;
        vma.Chain = [];
    }

    /// <summary>
    /// anon_vma_fork: the child's VMA is on its parent's chain, and has an anon_vma of its own, unless there is one on
    /// it that nobody uses any more.
    /// </summary>
    internal static void Fork(ExactVma child, ExactVma parent, Func<AnonVma?, AnonVma> make)
    {
        if (parent.Anon is null)
        {
            return;
        }

        child.Chain = parent.Chain;
        foreach (var linked in child.Chain)
        {
            linked.Links++;
            if (child.Anon is null && linked is { Children: < 2, Active: 0 })
            {
                child.Anon = linked;
            }
        }

        if (child.Anon is null)
        {
            child.Anon = make(parent.Anon);
            child.Anon.Links++;
            parent.Anon.Children++;
            child.Chain = [.. child.Chain, child.Anon];
        }

        child.Anon.Active++;
    }
}
