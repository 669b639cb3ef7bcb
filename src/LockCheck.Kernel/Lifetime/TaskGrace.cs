namespace LockCheck.Kernel;

/// <summary>
/// A task between its release and the end of a grace period: put_task_struct_rcu_user drops the reference that being
/// alive was worth by call_rcu. Kept only where a reader relies on it (<see cref="KernelSettings.HasRcuTask"/>), for
/// the target's task; and for each of several tasks (<see cref="KernelSettings.Tasks"/>).
/// </summary>
public struct TaskGrace
{
    /// <summary>The threads whose RCU sections must end first, a bit each.</summary>
    public byte Waits;

    /// <summary>release_task: the reference goes, now or after a grace period.</summary>
    internal static void Release(KernelModel model, int index)
    {
        var open = model.TaskGraces.Count == 0 ? (byte)0 : GracePeriod.OpenSections(model);
        if (open == 0)
        {
            model.Tasks[index].Usage--;
        }
        else
        {
            model.TaskGraces[index].Waits = open;
        }
    }

    /// <summary>A thread has left its outermost section.</summary>
    internal static void SectionEnded(KernelModel model, byte others)
    {
        for (var index = 0; index < model.TaskGraces.Count; index++)
        {
            ref var waits = ref model.TaskGraces[index].Waits;
            if (waits != 0 && (waits &= others) == 0)
            {
                model.Tasks[index].Usage--;
            }
        }
    }
}
