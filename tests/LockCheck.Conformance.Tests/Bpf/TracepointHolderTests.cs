using LockCheck.Conformance.Bpf;

namespace LockCheck.Conformance.Tests.Bpf;

[Collection(BpfCollection.Name)]
public class TracepointHolderTests
{
    [HolderFact]
    public void The_events_of_a_split_are_logged_in_order()
    {
        using CpuPin first = CpuPin.CurrentThread(CpuPin.Processors[0]);
        using var target = new Target();
        using var holder = new TracepointHolder();
        target.Map(12, 16, 3);
        holder.Arm(target.Pid, 0);
        target.Protect(13, 15, 1);
        HoldEvent[] events = holder.Events.ToArray();
        Assert.Equal(["W start_locking", "W acquired"], events.Take(2).Select(e => e.Name));
        Assert.Equal("W releasing", events[^1].Name);
        Assert.Equal(["even", "odd", "odd"], new[] { events[0], events[1], events[^1] }.Select(e => e.Parity));
        HoldEvent[] writes = events[2..^1];
        Assert.All(writes, e => Assert.True(e is { Kind: HoldEventKind.TreeWrite, IsMmTree: true }));
        Assert.Equal("mas_store_prealloc", writes[0].Name);
        Assert.Equal(
            [((ulong)Target.At(12), (ulong)Target.At(13) - 1), ((ulong)Target.At(15), (ulong)Target.At(16) - 1)],
            writes.Select(e => (e.Min, e.Max)).Distinct());
        Assert.Single(events.Select(e => e.Mm).Distinct());
    }

    [HolderFact]
    public void An_unmap_downgrades_and_collects_in_a_tree_of_its_own()
    {
        using CpuPin first = CpuPin.CurrentThread(CpuPin.Processors[0]);
        using var target = new Target();
        using var holder = new TracepointHolder();
        for (int page = 0; page < 8; page++)
        {
            target.Map(page, page + 1, page % 2);
        }

        holder.Arm(target.Pid, 0);
        target.Unmap(0, 8);
        Assert.Contains(holder.Events, e => e.Name == "R acquired");
        Assert.Equal("R releasing", holder.Events[^1].Name);
        Assert.Contains(holder.Events, e => e is { Kind: HoldEventKind.TreeWrite, IsMmTree: false });
    }

    [HolderFact]
    public void Per_VMA_locks_pass_a_held_writer_and_iter_task_vma_waits_for_it()
    {
        using CpuPin first = CpuPin.CurrentThread(CpuPin.Processors[0]);
        using var target = new Target();
        target.Map(12, 16, 3);
        using TaskVmaReader iterator = TaskVmaReader.Open(target.Pid);
        using var openCoded = new OpenCodedReader();
        using var holder = new TracepointHolder();
        VmaRecord[] old = iterator.ReadAll();
        using var blocked = new BackgroundReader(CpuPin.Processors[0], iterator.ReadAll);

        holder.Arm(target.Pid, 2);
        target.StartUnmap(12, 16);
        Assert.True(holder.WaitHeld());
        Assert.Equal("W acquired", holder.Events[^1].Name);
        Assert.Equal(old, openCoded.ReadAll(target.Pid));
        Assert.Contains(((ulong)Target.At(12), (ulong)Target.At(16)), ProcMaps.Ranges(target.Pid));
        blocked.Go();
        Assert.True(HoldGate.WaitUntil(() => blocked.IsWaiting, 1000));
        Assert.False(blocked.IsDone);
        Assert.Equal(2, holder.Gate.HeldAt);

        holder.Release();
        Assert.Equal(0, target.Finish());
        Assert.Equal(old.Where(vma => vma.Start != (ulong)Target.At(12)), blocked.Result);
        Assert.False(holder.Gate.Expired);
    }

    [HolderFact]
    public void A_task_is_held_at_one_event_after_the_other()
    {
        using CpuPin first = CpuPin.CurrentThread(CpuPin.Processors[0]);
        using var target = new Target();
        using var holder = new TracepointHolder();
        target.Map(12, 16, 3);
        holder.Arm(target.Pid, 1);
        target.StartProtect(13, 15, 1);
        var names = new List<string>();
        for (int n = 1; holder.WaitHeld(ended: () => names.LastOrDefault() == "W releasing"); n++)
        {
            Assert.Equal(n, holder.Gate.HeldAt);
            names.Add(holder.Events[^1].Name);
            holder.Release(n + 1);
            HoldGate.WaitUntil(() => holder.Gate.HeldAt != n, 1000);
        }

        Assert.Equal(0, target.Finish());
        Assert.Equal(holder.Events.Select(e => e.Name), names);
    }

    [HolderFact]
    public void A_hold_that_nobody_releases_ends_by_itself()
    {
        using CpuPin first = CpuPin.CurrentThread(CpuPin.Processors[0]);
        using var target = new Target();
        using var holder = new TracepointHolder();
        target.Map(12, 16, 3);
        holder.Arm(target.Pid, 2);
        target.StartProtect(13, 15, 1);
        Assert.True(holder.WaitHeld());
        Assert.Equal(0, target.Finish());
        Assert.True(holder.Gate.Expired);
        Assert.Equal(0, holder.Gate.HeldAt);
    }

    [HolderFact]
    public void Disposing_of_the_holder_lets_the_task_go()
    {
        using CpuPin first = CpuPin.CurrentThread(CpuPin.Processors[0]);
        using var target = new Target();
        target.Map(12, 16, 3);
        using (var holder = new TracepointHolder())
        {
            holder.Arm(target.Pid, 2);
            target.StartProtect(13, 15, 1);
            Assert.True(holder.WaitHeld());
            holder.Dispose();
        }

        Assert.Equal(0, target.Finish());
    }

    [HolderFact]
    public void Other_threads_and_other_mms_are_not_regarded()
    {
        using CpuPin first = CpuPin.CurrentThread(CpuPin.Processors[0]);
        using var target = new Target();
        using var other = new Target();
        using var holder = new TracepointHolder();
        holder.Arm(target.Pid, 1, mm: KernelView.Of(other.Pid).Mm);
        target.Map(12, 16, 3);
        other.Map(12, 16, 3);
        Assert.Equal(0, holder.Gate.Count);
        holder.Arm(target.Pid, 0, mm: KernelView.Of(target.Pid).Mm);
        target.Map(12, 16, 3);
        Assert.NotEqual(0, holder.Gate.Count);
    }
}
