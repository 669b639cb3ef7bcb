namespace LockCheck.Conformance.Targets;

/// <summary>Puts together a few instructions of x86-64, with jumps to labels.</summary>
internal sealed class MachineCode
{
    private readonly List<byte> _bytes = [];
    private readonly SortedDictionary<string, int> _labels = new(StringComparer.Ordinal);
    private readonly List<(int At, string Label, bool IsFar)> _jumps = [];

    /// <summary>Adds the bytes of an instruction, written in hexadecimal.</summary>
    public MachineCode Add(string hexadecimal)
    {
        _bytes.AddRange(Convert.FromHexString(hexadecimal.Replace(" ", string.Empty, StringComparison.Ordinal)));
        return this;
    }

    /// <summary>Adds an instruction that ends with a number of 32 bits.</summary>
    public MachineCode Add(string hexadecimal, uint number)
    {
        Add(hexadecimal);
        _bytes.AddRange(BitConverter.GetBytes(number));
        return this;
    }

    /// <summary>Adds a jump over at most 127 bytes.</summary>
    public MachineCode Jump(byte opcode, string label)
    {
        _bytes.AddRange([opcode, 0]);
        _jumps.Add((_bytes.Count, label, IsFar: false));
        return this;
    }

    /// <summary>Adds a jump without a condition, however far.</summary>
    public MachineCode JumpFar(string label)
    {
        _bytes.AddRange([0xe9, 0, 0, 0, 0]);
        _jumps.Add((_bytes.Count, label, IsFar: true));
        return this;
    }

    /// <summary>Gives the next instruction a name.</summary>
    public MachineCode Label(string label)
    {
        _labels.Add(label, _bytes.Count);
        return this;
    }

    /// <summary>The code.</summary>
    public byte[] ToArray()
    {
        var code = _bytes.ToArray();
        foreach (var (at, label, isFar) in _jumps)
        {
            var distance = _labels[label] - at;
            if (isFar)
            {
                BitConverter.TryWriteBytes(code.AsSpan(at - sizeof(int)), distance);
            }
            else
            {
                code[at - 1] = unchecked((byte)checked((sbyte)distance));
            }
        }

        return code;
    }
}
