using System.Runtime.InteropServices;

namespace LockCheck.Engine;

/// <summary>What a modelled thread is doing.</summary>
public enum ThreadStatus : byte
{
    /// <summary>The slot was never used.</summary>
    Unused,

    /// <summary>The thread waits at its pending operation.</summary>
    Running,

    /// <summary>The thread's first routine has ended.</summary>
    Finished,
}

/// <summary>The head of a thread's segment: its pending operation and the extent of its frames.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct ThreadHeader
{
    /// <summary>The largest operation, in bytes.</summary>
    public const int MaxPayload = 12;

    /// <summary>The size of the header, in bytes.</summary>
    public const int Bytes = 24;

    public ThreadStatus Status;
    public byte Role;
    public ushort Top;
    public ushort TopFrame;
    public byte MayBlock;
    public byte Spare;
    public uint Operation;
    public fixed uint Payload[3];
}

/// <summary>The head of one coroutine frame.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct FrameHeader
{
    public const int Bytes = 8;

    public uint Type;
    public ushort Previous;
    public ushort Spare;
}

/// <summary>A modelled thread. Only equality means anything: numbers may be renamed by a symmetry reduction.</summary>
/// <param name="Index">The thread's slot, from 0.</param>
public readonly record struct ThreadId(byte Index)
{
    /// <summary>Makes the id of a slot.</summary>
    /// <param name="slot">The slot, from 0 up to <see cref="VectorLayout.MaxThreads"/>.</param>
    /// <returns>The id.</returns>
    public static ThreadId Of(int slot) => new(checked((byte)slot));
}
