namespace LockCheck.Coyote.StandIn.Scheduling;

/// <summary>No further decision can be made.</summary>
internal sealed class CutException : Exception;
