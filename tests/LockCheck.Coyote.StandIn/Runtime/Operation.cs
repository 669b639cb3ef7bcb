using LockCheck.Coyote.StandIn.Scheduling;

namespace Microsoft.Coyote.Runtime;

/// <summary>Stand-in.</summary>
public static class Operation
{
    /// <summary>Pauses the operation that calls it; if the condition holds already, it does not pause.</summary>
    /// <param name="condition">Asked before each scheduling decision, until it once holds.</param>
    public static void PauseUntil(Func<bool> condition) => ControlledRun.Current.PauseUntil(condition);
}
