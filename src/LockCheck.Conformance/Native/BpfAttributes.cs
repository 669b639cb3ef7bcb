using System.Runtime.InteropServices;

namespace LockCheck.Conformance.Native;

/// <summary>
/// The members of <c>union bpf_attr</c> (include/uapi/linux/bpf.h), one struct for each command. The kernel takes a
/// shorter union than its own and reads the rest as zero, so only the members in use are declared.
/// </summary>
internal static class BpfAttributes
{
    [StructLayout(LayoutKind.Explicit, Size = 48)]
    internal struct MapCreate
    {
        [FieldOffset(0)] public uint Type;
        [FieldOffset(4)] public uint KeySize;
        [FieldOffset(8)] public uint ValueSize;
        [FieldOffset(12)] public uint EntriesMax;
        [FieldOffset(16)] public uint Flags;
    }

    [StructLayout(LayoutKind.Explicit, Size = 120)]
    internal unsafe struct ProgramLoad
    {
        [FieldOffset(0)] public uint Type;
        [FieldOffset(4)] public uint InstructionCount;
        [FieldOffset(8)] public ulong Instructions;
        [FieldOffset(16)] public ulong License;
        [FieldOffset(24)] public uint LogLevel;
        [FieldOffset(28)] public uint LogSize;
        [FieldOffset(32)] public ulong LogBuffer;
        [FieldOffset(44)] public uint Flags;
        [FieldOffset(48)] public fixed byte Name[16];
        [FieldOffset(68)] public uint AttachType;
        [FieldOffset(108)] public uint AttachBtfId;
    }

    [StructLayout(LayoutKind.Explicit, Size = 32)]
    internal struct LinkCreate
    {
        [FieldOffset(0)] public int Program;
        [FieldOffset(4)] public int Target;
        [FieldOffset(8)] public uint AttachType;
        [FieldOffset(12)] public uint Flags;
        [FieldOffset(16)] public ulong IteratorInfo;
        [FieldOffset(24)] public uint IteratorInfoSize;
    }

    /// <summary>The member <c>task</c> of <c>union bpf_iter_link_info</c>: at most one is not zero.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 16)]
    internal struct IteratorTask
    {
        [FieldOffset(0)] public uint Tid;
        [FieldOffset(4)] public uint Pid;
        [FieldOffset(8)] public uint PidDescriptor;
    }

    [StructLayout(LayoutKind.Explicit, Size = 8)]
    internal struct IteratorCreate
    {
        [FieldOffset(0)] public int Link;
        [FieldOffset(4)] public uint Flags;
    }

    [StructLayout(LayoutKind.Explicit, Size = 16)]
    internal struct RawTracepointOpen
    {
        [FieldOffset(0)] public ulong Name;
        [FieldOffset(8)] public int Program;
    }

    [StructLayout(LayoutKind.Explicit, Size = 80)]
    internal struct TestRun
    {
        [FieldOffset(0)] public int Program;
        [FieldOffset(4)] public uint Returned;
        [FieldOffset(40)] public uint ContextSizeIn;
        [FieldOffset(48)] public ulong ContextIn;
    }
}
