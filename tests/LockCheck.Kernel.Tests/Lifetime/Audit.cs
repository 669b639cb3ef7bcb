using LockCheck.Kernel.Tests.Support;

namespace LockCheck.Kernel.Tests.Lifetime;

/// <summary>A last thread that waits for all others to end and looks at what they left behind.</summary>
internal static class Audit
{
    /// <summary>A scenario with an audit as its last actor.</summary>
    public static KernelSettings Settings(string layout, Faults faults, params Actor[] actors)
    {
        var others = actors.Length;
        return Lab.Settings(layout, [.. actors, new ScriptActor("audit", () => Look(others))]) with { Faults = faults };
    }

    private static async Routine Look(int others)
    {
        for (var slot = 0; slot < others; slot++)
        {
            await Threads.Join(ThreadId.Of(slot));
        }

        Notes.Add(Text());
    }

    /// <summary>Counts that are left; what is freed is said, and so is what is free but should be.</summary>
    private static string Text()
    {
        var model = KernelModel.Current;
        var (task, mm) = (model.Tasks[0], model.Mms[0]);
        Assert.Equal(default, mm.Lock);
        Assert.Equal(0, task.AllocLock);
        MapInvariants.Check();
        var ledgers = model.Ledgers.Span().ToArray();
        return string.Join(", ",
            task.Usage == 0 ? "task freed" : $"task usage {task.Usage}",
            mm.Count == 0 ? "mm freed" : $"mm users {mm.Users} count {mm.Count}",
            mm.TreeCount == 0 ? "nothing mapped" : $"{mm.TreeCount} VMAs",
            ledgers.All(ledger => ledger is { TaskRefs: 0, MmUsers: 0, MmCounts: 0 }) ? "balanced" : "unbalanced");
    }
}
