namespace LockCheck.Conformance.Bpf;

/// <summary>Conditions of jumps, as opcodes of the 64-bit class; comparisons are unsigned unless they say otherwise.
/// </summary>
internal enum BpfCondition : byte
{
    Equal = 0x15,
    Above = 0x25,
    AboveOrEqual = 0x35,
    AnySet = 0x45,
    NotEqual = 0x55,
    SignedAbove = 0x65,
    SignedAboveOrEqual = 0x75,
    Below = 0xa5,
    BelowOrEqual = 0xb5,
    SignedBelow = 0xc5,
    SignedBelowOrEqual = 0xd5,
}
