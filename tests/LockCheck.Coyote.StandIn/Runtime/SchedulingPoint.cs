using LockCheck.Coyote.StandIn.Scheduling;

namespace Microsoft.Coyote.Runtime;

/// <summary>Stand-in.</summary>
public static class SchedulingPoint
{
    /// <summary>Lets the strategy decide which operation goes on.</summary>
    public static void Interleave() => ControlledRun.Current.Schedule("Interleave");

    /// <summary>Leaves out the scheduling points of creations from here on; nests.</summary>
    public static void Suppress() => ControlledRun.Current.Suppressed++;

    /// <summary>Ends a <see cref="Suppress"/>.</summary>
    public static void Resume() => ControlledRun.Current.Suppressed--;
}
