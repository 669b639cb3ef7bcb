using LockCheck.Conformance.Bpf;

namespace LockCheck.Conformance.Tests.Bpf;

/// <summary>Readers held between two records, so that a writer comes in there.</summary>
[Collection(BpfCollection.Name)]
public class HeldReaderTests
{
    [HolderFact]
    public void The_open_coded_iterator_lets_a_writer_in_between_two_calls_of_next()
    {
        using CpuPin first = CpuPin.CurrentThread(CpuPin.Processors[0]);
        using var target = new Target(CpuPin.Processors[0]);
        MapThree(target);
        using var gate = new HoldGate();
        using var reader = new OpenCodedReader(gate: gate);
        int shown = 1 + Array.FindIndex(reader.ReadAll(target.Pid), vma => vma.Start == (ulong)Target.At(12));
        using var pass = new BackgroundReader(CpuPin.Processors[^1], () => reader.ReadAll(target.Pid));
        gate.Arm(0, shown);
        pass.Go();
        Assert.True(gate.WaitHeld());
        target.Unmap(16, 20);
        Assert.Equal(shown, gate.HeldAt);
        gate.Release();
        Assert.Equal(
            [(ulong)Target.At(8), (ulong)Target.At(12), (ulong)Target.At(24)],
            pass.Result.Select(vma => vma.Start).Where(InRegion));
    }

    /// <summary>
    /// P-TV7m's contended drop inside one read(2), case "next removed" of the recordings. The reader is held after
    /// [12,16) under mmap_lock until the writer waits for it; then it sees the contention and drops the lock; and it
    /// is held once more before it asks for it again, until the writer is through.
    /// </summary>
    [HolderFact]
    public void A_waiting_writer_gets_in_where_iter_task_vma_drops_the_lock()
    {
        using CpuPin first = CpuPin.CurrentThread(CpuPin.Processors[0]);
        using var target = new Target(CpuPin.Processors[0]);
        MapThree(target);
        using var gate = new HoldGate();
        using TaskVmaReader reader = TaskVmaReader.Open(target.Pid, gate: gate);
        using var holder = new TracepointHolder();
        VmaRecord[] old = reader.ReadAll();
        int shown = 1 + Array.FindIndex(old, vma => vma.Start == (ulong)Target.At(12));
        using var pass = new BackgroundReader(CpuPin.Processors[^1], reader.ReadAll);

        // R start_locking, R acquired, R releasing (the drop), R start_locking.
        const int Again = 4;
        holder.Arm(pass.Tid, Again, old[0].Mm);
        gate.Arm(0, shown);
        pass.Go();
        Assert.True(gate.WaitHeld());
        target.StartUnmap(16, 20);
        Assert.True(HoldGate.WaitUntil(() => target.IsWaiting, 1000));
        gate.Release();
        Assert.True(holder.WaitHeld());
        Assert.Equal(0, target.Finish());
        Assert.Equal(Again, holder.Gate.HeldAt);
        holder.Release();
        Assert.Equal(
            [(ulong)Target.At(8), (ulong)Target.At(12), (ulong)Target.At(24)],
            pass.Result.Select(vma => vma.Start).Where(InRegion));
        Assert.Equal(
            ["R start_locking", "R acquired", "R releasing", "R start_locking"],
            holder.Events.Take(Again).Select(e => e.Name));
        Assert.False(gate.Expired || holder.Gate.Expired);
    }

    private static void MapThree(Target target)
    {
        target.Map(8, 12, 3);
        target.Map(12, 16, 1);
        target.Map(16, 20, 3);
        target.Map(24, 28, 3);
    }

    private static bool InRegion(ulong start) => start is >= Target.Region and < Target.Region + (64 * Target.Page);
}
