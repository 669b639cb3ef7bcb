namespace LockCheck.Conformance.Programs;

/// <summary>A program could not be recorded.</summary>
internal sealed class ProgramException(string message) : Exception(message);
