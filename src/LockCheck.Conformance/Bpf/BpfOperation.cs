namespace LockCheck.Conformance.Bpf;

/// <summary>Arithmetic, as opcodes of the 64-bit class with an immediate operand.</summary>
internal enum BpfOperation : byte
{
    Add = 0x07,
    Subtract = 0x17,
    Multiply = 0x27,
    Divide = 0x37,
    Or = 0x47,
    And = 0x57,
    ShiftLeft = 0x67,
    ShiftRight = 0x77,
    Modulo = 0x97,
    Xor = 0xa7,
    Move = 0xb7,
}
