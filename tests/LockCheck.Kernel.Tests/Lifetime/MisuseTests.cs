using LockCheck.Kernel.Tests.Support;

namespace LockCheck.Kernel.Tests.Lifetime;

/// <summary>Every access through NULL, to free memory or without protection is reported.</summary>
public class MisuseTests
{
    /// <summary>Operations: each is a step; the target is alive.</summary>
    private static readonly Dictionary<string, (Func<Routine> Run, string Expected)> Operations = new()
    {
        ["R{NULL->mm}"] = (() => Unused(TaskRef.None.ReadMm()), "NullDereference"),
        ["get_task_mm(NULL)"] = (() => GetMm(TaskRef.None), "NullDereference"),
        ["put_task_struct(NULL)"] = (() => Unused(TaskRef.None.Put()), "NullDereference"),
        ["mmap_read_lock(NULL)"] = (() => Unused(Mm.None.Lock.Read()), "NullDereference"),
        ["mmap_read_lock_killable(NULL)"] = (() => Unused(Mm.None.Lock.ReadKillable()), "NullDereference"),
        ["mmap_write_lock(NULL)"] = (() => Unused(Mm.None.Lock.Write()), "NullDereference"),
        ["mmap_read_trylock(NULL)"] = (() => Unused(Mm.None.Lock.TryRead()), "NullDereference"),
        ["mmap_read_unlock(NULL)"] = (() => Unused(Mm.None.Lock.ReadUnlock()), "NullDereference"),
        ["mmap_write_unlock(NULL)"] = (() => Unused(Mm.None.Lock.WriteUnlock()), "NullDereference"),
        ["mmap_write_downgrade(NULL)"] = (() => Unused(Mm.None.Lock.Downgrade()), "NullDereference"),
        ["mmap_lock_is_contended(NULL)"] = (() => Unused(Mm.None.Lock.IsContended()), "NullDereference"),
        ["mmget(NULL)"] = (() => Unused(Mm.None.Get()), "NullDereference"),
        ["mmput(NULL)"] = (() => Mm.None.Put(), "NullDereference"),
        ["mmgrab(NULL)"] = (() => Unused(Mm.None.Grab()), "NullDereference"),
        ["mmdrop(NULL)"] = (() => Unused(Mm.None.Drop()), "NullDereference"),
        ["mmput without a reference"] = (() => Mm.First.Put(), "RefcountUnderflow"),
        ["put_task_struct without one"] = (() => Unused(TaskRef.Target.Put()), "RefcountUnderflow"),
        ["mmdrop without one"] = (() => Unused(Mm.First.Drop()), "RefcountUnderflow"),
        ["task_unlock without the lock"] = (() => Unused(Unlock()), "UnlockWithoutLock"),
        ["a writer's step without the lock"] = (
            () => Unused(WriterStep.Before(WriterCall.TreeStore, 0, 1)), "Unprotected"),
        ["a writer's step under the read lock"] = (() => StepUnderReadLock(WriterCall.SetRange), "Unprotected"),
    };

    /// <summary>Accesses inside a step, with and without the mmap_lock. Object 3 is free.</summary>
    private static readonly (string Name, Action Run, string Locked, string Unlocked)[] Accesses =
    [
        ("NULL's find_vma", () => Mm.None.Find(0), "NullDereference", "NullDereference"),
        ("NULL's first VMA", () => Mm.None.FirstVma(), "NullDereference", "NullDereference"),
        ("the VMA after NULL", () => Mm.First.Next(Vma.None), "NullDereference", "Unprotected"),
        ("NULL->vm_start", () => _ = Vma.None.Start, "NullDereference", "NullDereference"),
        ("NULL->vm_end", () => _ = Vma.None.End, "NullDereference", "NullDereference"),
        ("NULL->vm_flags", () => _ = Vma.None.Attributes, "NullDereference", "NullDereference"),
        ("a record of NULL", () => Vma.None.ToRecord(), "NullDereference", "NullDereference"),
        ("find_vma", () => Mm.First.Find(0), "", "Unprotected"),
        ("the first VMA", () => Mm.First.FirstVma(), "", "Unprotected"),
        ("the next VMA", () => Mm.First.Next(new Vma(1)), "", "Unprotected"),
        ("vm_start", () => _ = new Vma(1).Start, "", "Unprotected"),
        ("vm_end", () => _ = new Vma(1).End, "", "Unprotected"),
        ("vm_flags", () => _ = new Vma(1).Attributes, "", "Unprotected"),
        ("a record", () => new Vma(1).ToRecord(), "", "Unprotected"),
        ("vm_start of a free object", () => _ = new Vma(3).Start, "UseAfterFree", "UseAfterFree"),
        ("a record of a free object", () => new Vma(3).ToRecord(), "UseAfterFree", "UseAfterFree"),
        ("freeing a free object", () => VmaSlab.Free(new Vma(3)), "UseAfterFree", "UseAfterFree"),
    ];

    public static TheoryData<string> OperationNames => [.. Operations.Keys];

    public static TheoryData<string> AccessNames => [.. Accesses.Select(access => access.Name)];

    [Theory]
    [MemberData(nameof(OperationNames))]
    public void A_wrong_operation_is_reported(string name)
    {
        var (run, expected) = Operations[name];
        foreach (var level in (RwSemLevel[])[RwSemLevel.L0, RwSemLevel.L1])
        {
            var settings = Lab.Settings("0-4r 4-8w", new ScriptActor("thread", run)) with { RwSem = level };
            Assert.Equal([expected], Lab.Misuses(settings));
        }
    }

    [Theory]
    [MemberData(nameof(AccessNames))]
    public void A_wrong_access_is_reported(string name)
    {
        var index = Array.FindIndex(Accesses, access => access.Name == name);
        Assert.Equal(Accesses[index].Locked, Misuse(() => UnderLock(index)));
        Assert.Equal(Accesses[index].Unlocked, Misuse(() => WithoutLock(index)));
    }

    [Fact]
    public void Freeing_pages_under_the_read_lock_is_right() => Assert.Empty(Lab.Misuses(
        Lab.Settings("0-4r", new ScriptActor("thread", () => StepUnderReadLock(WriterCall.FreeVmas)))));

    /// <summary>mmget of an mm that has lost its last user: legal only above zero (1.1, step 2).</summary>
    [Fact]
    public void A_user_of_a_dead_address_space_is_reported() => Assert.Equal(
        ["RefcountUnderflow"], Lab.Misuses(Lab.Settings("0-4r", new ScriptActor("thread", GetAfterExit))));

    /// <summary>Never below zero (I9), even by a thread that had a reference of its own.</summary>
    [Fact]
    public void A_put_below_zero_is_reported() => Assert.Equal(
        ["RefcountUnderflow"], Lab.Misuses(Lab.Settings("0-4r", new ScriptActor("thread", PutBelowZero))));

    private static async Routine PutBelowZero()
    {
        await Mm.First.Grab();
        await Mm.First.Get();
        await MmLifetime.ExitSibling();
        await MmLifetime.ExitSibling();
        Assert.Equal(0, Mm.First.Raw.Users);
        await Mm.First.Put();
        Assert.Equal(0, Mm.First.Raw.Users);
    }

    private static async Routine GetAfterExit()
    {
        await Mm.First.Grab();
        await MmLifetime.ExitTarget();
        await Mm.First.Get();
    }

    private static async Routine Unused<T>(Pending<T> pending)
        where T : unmanaged => await pending;

    private static async Routine GetMm(TaskRef task) => await task.GetMm();

    private static async Routine UnderLock(int access)
    {
        await Mm.First.Lock.Read();
        Accesses[access].Run();
        await Mm.First.Lock.ReadUnlock();
    }

    private static async Routine WithoutLock(int access)
    {
        await Operation.Issue(new UserStep(UserCall.Open));
        Accesses[access].Run();
    }

    private static string Misuse(Func<Routine> run) =>
        string.Join(' ', Lab.Misuses(Lab.Settings("0-4r 4-8w", new ScriptActor("thread", run))));

    private static Pending<None> Unlock() => Operation.Issue(new TaskLock(TaskRef.Target, unlock: true));

    private static async Routine StepUnderReadLock(WriterCall call)
    {
        await Mm.First.Lock.Read();
        await WriterStep.Before(call, 0, 1);
        await Mm.First.Lock.ReadUnlock();
    }
}
