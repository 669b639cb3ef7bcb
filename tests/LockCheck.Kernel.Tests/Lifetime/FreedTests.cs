using LockCheck.Kernel.Tests.Support;

namespace LockCheck.Kernel.Tests.Lifetime;

/// <summary>An operation on what was freed.</summary>
public enum Touch
{
    ReadLock,
    WriteLock,
    TryLock,
    ReadUnlock,
    IsContended,
    Get,
    Put,
    Grab,
    Drop,
    TaskLock,
    TaskMm,
    PutTask,
    FindVma,
}

/// <summary>After its exit the target's task and mm are freed with their last references.</summary>
public class FreedTests
{
    public static TheoryData<Touch> Touches => [.. Enum.GetValues<Touch>()];

    [Theory]
    [MemberData(nameof(Touches))]
    public void What_is_freed_is_not_touched(Touch touch) => Assert.Equal(
        ["UseAfterFree"], Lab.Misuses(Lab.Settings("0-4r", new ScriptActor("thread", () => AfterExit(touch)))));

    /// <summary>A task that is still referenced is looked up no longer, and says that it has no mm.</summary>
    [Fact]
    public void A_dead_task_has_no_mm()
    {
        var settings = Lab.Settings("0-4r", new ScriptActor("thread", HoldTask));
        Lab.AssertNoFailure(settings, Lab.Search(settings));
    }

    /// <summary>A reference to the struct keeps the mmap_lock usable, and the VMAs gone.</summary>
    [Fact]
    public void A_held_struct_can_be_locked()
    {
        var settings = Lab.Settings("0-4r", new ScriptActor("thread", HoldStruct));
        Lab.AssertNoFailure(settings, Lab.Search(settings));
    }

    private static async Routine AfterExit(Touch touch)
    {
        await MmLifetime.ExitTarget();
        switch (touch)
        {
            case Touch.ReadLock:
                await Mm.First.Lock.Read();
                break;
            case Touch.WriteLock:
                await Mm.First.Lock.Write();
                break;
            case Touch.TryLock:
                Assert.False(await Mm.First.Lock.TryRead());
                break;
            case Touch.ReadUnlock:
                await Mm.First.Lock.ReadUnlock();
                break;
            case Touch.IsContended:
                Assert.False(await Mm.First.Lock.IsContended());
                break;
            case Touch.Get:
                await Mm.First.Get();
                break;
            case Touch.Put:
                await Mm.First.Put();
                break;
            case Touch.Grab:
                await Mm.First.Grab();
                break;
            case Touch.Drop:
                await Mm.First.Drop();
                break;
            case Touch.TaskLock:
                await Operation.Issue(new TaskLock(TaskRef.Target, unlock: false));
                break;
            case Touch.TaskMm:
                Assert.Equal(Mm.None, await TaskRef.Target.ReadMm());
                break;
            case Touch.PutTask:
                await TaskRef.Target.Put();
                break;
            default:
                Assert.Equal(Vma.None, Mm.First.Find(0));
                break;
        }
    }

    private static async Routine HoldTask()
    {
        var task = await TaskRef.GetNext(0);
        await MmLifetime.ExitTarget();
        Assert.Equal(TaskRef.None, await TaskRef.GetNext(0));
        Assert.Equal(Mm.None, await task.ReadMm());
        Assert.Equal(Mm.None, await task.GetMm());
        Assert.Equal(1, KernelModel.Current.Tasks[0].Usage);
        await task.Put();
        Assert.Equal(0, KernelModel.Current.Tasks[0].Usage);
    }

    private static async Routine HoldStruct()
    {
        await Mm.First.Grab();
        await MmLifetime.ExitTarget();
        Assert.Equal((0, 1, 0), (Mm.First.Raw.Users, Mm.First.Raw.Count, Mm.First.Raw.TreeCount));
        await Mm.First.Lock.Read();
        await Mm.First.Lock.ReadUnlock();
        await Mm.First.Drop();
        Assert.Equal(0, Mm.First.Raw.Count);
    }
}
