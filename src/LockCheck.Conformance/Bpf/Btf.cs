using System.Buffers.Binary;
using System.Text;

namespace LockCheck.Conformance.Bpf;

/// <summary>
/// The running kernel's type information (BTF, Documentation/bpf/btf.rst): where a struct's members lie and by which
/// ids functions and tracepoints are known. One pass finds where each type starts; names are compared on demand.
/// </summary>
internal sealed class Btf
{
    public const string KernelPath = "/sys/kernel/btf/vmlinux";

    private const ushort Magic = 0xeb9f;
    private const int TypeBytes = 12;
    private const int MemberBytes = 12;
    private static readonly Lazy<Btf> Vmlinux = new(() => new Btf(File.ReadAllBytes(KernelPath)));

    private readonly byte[] data;
    private readonly int strings;
    private readonly int[] starts;

    public Btf(byte[] data)
    {
        this.data = data;
        if (data.Length < 24 || BinaryPrimitives.ReadUInt16LittleEndian(data) != Magic)
        {
            throw new BpfException("this is no BTF of a little-endian machine");
        }

        int header = Int(4);
        strings = header + Int(16);
        starts = FindStarts(header + Int(8), Int(12));
    }

    /// <summary>The types of the running kernel, read once.</summary>
    public static Btf Kernel => Vmlinux.Value;

    public int FindId(BtfKind kind, string name) =>
        TryFindId(kind, name) ?? throw new BpfException($"this kernel's BTF has no {kind} {name}");

    /// <summary>The id by which an instruction calls a kfunc or an iterator program names its target.</summary>
    public int FunctionId(string name) => FindId(BtfKind.Function, name);

    public int? TryFindId(BtfKind kind, string name)
    {
        byte[] wanted = Encoding.UTF8.GetBytes(name + '\0');
        for (int id = 1; id < starts.Length; id++)
        {
            int at = starts[id];
            if (KindAt(at) == kind && data.AsSpan(strings + Int(at)).StartsWith(wanted))
            {
                return id;
            }
        }

        return null;
    }

    /// <summary>
    /// A member's offset in bytes. <paramref name="path"/> may lead through structs that are members
    /// (<c>mm_lock_seq.sequence</c>); unnamed structs and unions on the way are not spelled.
    /// </summary>
    public int Offset(string structName, string path) =>
        TryOffset(structName, path) ?? throw new BpfException($"this kernel's BTF has no {structName}.{path}");

    public int? TryOffset(string structName, string path)
    {
        if (TryFindId(BtfKind.Struct, structName) is not { } type)
        {
            return null;
        }

        int bits = 0;
        foreach (string part in path.Split('.'))
        {
            if (FindMember(type, part) is not { } found)
            {
                return null;
            }

            bits += found.Bits;
            type = found.Type;
        }

        return bits / 8;
    }

    private (int Type, int Bits)? FindMember(int type, string name)
    {
        int at = starts[Plain(type)];
        if (KindAt(at) is not (BtfKind.Struct or BtfKind.Union))
        {
            return null;
        }

        // A struct with bit fields keeps their widths in the upper byte of each offset.
        int mask = (Int(at + 4) & int.MinValue) != 0 ? 0xffffff : -1;
        for (int i = 0; i < LengthAt(at); i++)
        {
            int member = at + TypeBytes + (i * MemberBytes);
            string found = Name(Int(member));
            int bits = Int(member + 8) & mask;
            if (found == name)
            {
                return (Int(member + 4), bits);
            }

            if (found.Length == 0 && FindMember(Int(member + 4), name) is { } inner)
            {
                return (inner.Type, inner.Bits + bits);
            }
        }

        return null;
    }

    /// <summary>The type behind typedefs and qualifiers.</summary>
    private int Plain(int type)
    {
        while (type != 0 && KindAt(starts[type]) is BtfKind.Typedef or BtfKind.Const or BtfKind.Volatile
            or BtfKind.Restrict or BtfKind.TypeTag)
        {
            type = Int(starts[type] + 8);
        }

        return type;
    }

    private int[] FindStarts(int start, int length)
    {
        var found = new List<int>(1 << 17) { start };
        for (int at = start; at < start + length; at += TypeBytes + TailBytes(at))
        {
            found.Add(at);
        }

        return found.ToArray();
    }

    private int TailBytes(int at) => KindAt(at) switch
    {
        BtfKind.Int or BtfKind.Variable or BtfKind.DeclTag => 4,
        BtfKind.Array => 12,
        BtfKind.Struct or BtfKind.Union or BtfKind.DataSection or BtfKind.Enum64 => 12 * LengthAt(at),
        BtfKind.Enum or BtfKind.FunctionProto => 8 * LengthAt(at),
        <= BtfKind.TypeTag => 0,
        BtfKind other => throw new BpfException($"this kernel's BTF has types of an unknown kind {(int)other}"),
    };

    private string Name(int offset)
    {
        ReadOnlySpan<byte> rest = data.AsSpan(strings + offset);
        return Encoding.UTF8.GetString(rest[..rest.IndexOf((byte)0)]);
    }

    private BtfKind KindAt(int at) => (BtfKind)((Int(at + 4) >> 24) & 0x1f);

    private int LengthAt(int at) => Int(at + 4) & 0xffff;

    private int Int(int at) => BinaryPrimitives.ReadInt32LittleEndian(data.AsSpan(at));
}
