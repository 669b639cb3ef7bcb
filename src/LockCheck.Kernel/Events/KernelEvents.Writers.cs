namespace LockCheck.Kernel;

/// <content>What writers raise, and what locks and objects raise of whoever uses them.</content>
public sealed partial class KernelEvents
{
    internal void WriteLocked(Mm mm)
    {
        if (mm != Mm.First)
        {
            return;
        }

        foreach (var monitor in _writeLock)
        {
            monitor.OnWriteLocked(mm);
        }
    }

    internal void Commit(Mm mm)
    {
        if (mm == Mm.First)
        {
            Committed(mm);
        }
    }

    /// <summary>The target has lost its mm, or has another one.</summary>
    internal void MapReplaced(Mm mm) => Committed(mm);

    internal void Touched(int start, int end)
    {
        foreach (var monitor in _touched)
        {
            monitor.OnTouched(start, end);
        }
    }

    /// <summary>A write critical section changes the page tables of VMAs that stay as they are.</summary>
    internal void PagesTouched(int start, int end)
    {
        foreach (var monitor in _pages)
        {
            monitor.OnPagesTouched(start, end);
        }
    }

    /// <summary>A reader takes the free mmap_lock of the target past a writer that waits for it.</summary>
    internal void Overtaken(int reader)
    {
        foreach (var monitor in _overtaken)
        {
            monitor.OnOvertaken(reader);
        }
    }

    internal void Misuse(Misuse misuse, ThreadId thread)
    {
        Stepper.Current.Explain($"! {EventText.Of(misuse)}");
        foreach (var monitor in _misuse)
        {
            monitor.OnMisuse(misuse, thread);
        }
    }

    private void Committed(Mm mm)
    {
        foreach (var monitor in _commit)
        {
            monitor.OnCommit(mm);
        }
    }
}
