using LockCheck.Coyote.StandIn.Scheduling;

namespace Microsoft.Coyote.Specifications;

/// <summary>Stand-in.</summary>
public static class Specification
{
    /// <summary>Ends the run with a bug if something does not hold.</summary>
    /// <param name="predicate">Whether it holds.</param>
    /// <param name="s">The text of the bug, with a place for the argument.</param>
    /// <param name="arg0">The argument.</param>
    public static void Assert(bool predicate, string s, object arg0) =>
        ControlledRun.Current.Assert(predicate, s, arg0);

    /// <summary>Makes a monitor for this run.</summary>
    /// <typeparam name="T">Its class.</typeparam>
    public static void RegisterMonitor<T>()
        where T : Monitor => ControlledRun.Current.Register(typeof(T));

    /// <summary>Tells a monitor; one that was not registered hears nothing.</summary>
    /// <typeparam name="T">Its class.</typeparam>
    /// <param name="e">What it is told.</param>
    public static void Monitor<T>(Monitor.Event e)
        where T : Monitor => ControlledRun.Current.MonitorOf(typeof(T))?.Tell(e);
}
