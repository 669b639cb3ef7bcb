using LockCheck.Kernel.Tests.Support;

namespace LockCheck.Kernel.Tests.Lifetime;

/// <summary>exit_mmap in the order of docs/protocols.md 1.1, step 8.</summary>
public class ExitMmapTests
{
    // Goal: all VMAs are write-locked, then detached and freed one by one, and the tree goes last.
    [Theory]
    [InlineData(VmaLockEra.B)]
    [InlineData(VmaLockEra.C)]
    public void The_tree_outlives_its_VMAs(VmaLockEra era)
    {
        var trace = Lab.Play(Settings(era), string.Join(' ', Enumerable.Repeat("exit", 19)));
        Assert.Equal(
            [
                "mmput(mm1)", "mmap_read_lock(mm1)", "mmap_read_unlock(mm1)", "mmap_write_lock(mm1)",
                "vma_start_write 0-4", "vma_start_write 4-8", "vma_mark_detached 0-4", "vma_mark_detached 4-8",
                "__mt_destroy(mm1)", "mmap_write_unlock(mm1)", "mmdrop(mm1)", "mmdrop(mm1)", "release_task(task1)",
            ],
            trace.Steps.Select(step => step.Operation).SkipWhile(name => name != "mmput(mm1)"));
        var detached = trace.Steps.Single(step => step.Operation == "vma_mark_detached 0-4");
        Assert.Equal("0-4(freed) 4-8w", detached.Drawing);
    }

    // In era A nobody looks into the tree without the lock: one step frees it all.
    [Fact]
    public void Without_locks_of_their_own_they_go_at_once() => Assert.DoesNotContain(
        Lab.Play(Settings(VmaLockEra.A), string.Join(' ', Enumerable.Repeat("exit", 13))).Steps,
        step => step.Operation.StartsWith("vma_", StringComparison.Ordinal));

    // Goal: whoever has a VMA's lock is waited for, and not whoever is about to take it: without a user of the mm that
    // is a use after free. Method: all interleavings, and the one in which the reader comes first.
    [Theory]
    [InlineData(VmaLockEra.B)]
    [InlineData(VmaLockEra.C)]
    public void A_locked_VMA_is_waited_for(VmaLockEra era)
    {
        var settings = Settings(era);
        Assert.Equal(["UseAfterFree"], Lab.Misuses(settings));
        var path = "reader reader reader reader reader " + string.Join(' ', Enumerable.Repeat("exit", 11));
        var trace = Lab.Play(settings, path);
        Assert.Equal("vma_start_write 0-4: waits for readers", trace.Steps[^1].Operation);
    }

    private static KernelSettings Settings(VmaLockEra era) => Lab.Settings(
        "0-4r 4-8w",
        era == VmaLockEra.A ? [new ExitActor()] : [new ExitActor(), new ScriptActor("reader", LockAndUnlock)]) with
    {
        Era = era,
    };

    private static async Routine LockAndUnlock()
    {
        await Kernel.Rcu.ReadLock();
        if (await VmaReadLock.StartRead(Mm.First, new Vma(1)) == VmaStartRead.Locked)
        {
            await Kernel.Rcu.ReadUnlock();
            await VmaReadLock.EndRead(new Vma(1));
        }
    }
}
