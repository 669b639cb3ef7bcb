namespace LockCheck.Conformance.Bpf;

/// <summary>
/// The registers: R0 has results, R1 to R5 carry arguments and are lost in calls, R6 to R9 are kept over calls, R10 is
/// the frame pointer, below which lie 512 bytes of stack.
/// </summary>
internal enum BpfRegister : byte
{
    R0,
    R1,
    R2,
    R3,
    R4,
    R5,
    R6,
    R7,
    R8,
    R9,
    Frame,
}
