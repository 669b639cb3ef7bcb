namespace LockCheck.Conformance.Bpf;

/// <summary>Widths of loads and stores, as the size bits of an opcode.</summary>
internal enum BpfSize : byte
{
    Word = 0x00,
    HalfWord = 0x08,
    Byte = 0x10,
    DoubleWord = 0x18,
}
