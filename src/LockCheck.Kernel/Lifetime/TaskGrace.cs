namespace LockCheck.Kernel;

/// <summary>
/// The target's task between its release and the end of a grace period: put_task_struct_rcu_user drops the reference
/// that being alive was worth by call_rcu. Kept only where a reader relies on it
/// (<see cref="KernelSettings.HasRcuTask"/>).
/// </summary>
public struct TaskGrace
{
    /// <summary>The threads whose RCU sections must end first, a bit each.</summary>
    public byte Waits;

    /// <summary>release_task: the reference goes, now or after a grace period.</summary>
    internal static void Release(KernelModel model, ref TaskStruct task)
    {
        var open = model.TaskGraces.Count == 0 ? (byte)0 : GracePeriod.OpenSections(model);
        if (open == 0)
        {
            task.Usage--;
        }
        else
        {
            model.TaskGraces[0].Waits = open;
        }
    }

    /// <summary>A thread has left its outermost section.</summary>
    internal static void SectionEnded(KernelModel model, byte others)
    {
        if (model.TaskGraces.Count != 0 && model.TaskGraces[0] is { Waits: not 0 }
            && (model.TaskGraces[0].Waits &= others) == 0)
        {
            model.Tasks[0].Usage--;
        }
    }
}
