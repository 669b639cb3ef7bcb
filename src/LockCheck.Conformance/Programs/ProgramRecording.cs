namespace LockCheck.Conformance.Programs;

/// <summary>What one run of a program was.</summary>
/// <param name="Log">The log of strace, from the exec of the program on.</param>
/// <param name="Initial">/proc/PID/maps right after that.</param>
/// <param name="Final">/proc/PID/maps when it has asked to end.</param>
internal sealed record ProgramRecording(byte[] Log, string Initial, string Final);
