using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LockCheck.Engine;

/// <summary>Copies and compares pieces of state vectors: a few hundred bytes, always whole 64-bit words.</summary>
/// <remarks>Inlined loops, because at this size the call of a general memory move costs as much as the move.</remarks>
internal static unsafe class Words
{
    /// <summary>Copies; the two pieces do not overlap.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Copy(byte* from, byte* to, int bytes)
    {
        var at = 0;
        for (; at <= bytes - Vector256<byte>.Count; at += Vector256<byte>.Count)
        {
            Vector256.Load(from + at).Store(to + at);
        }

        for (; at < bytes; at += sizeof(ulong))
        {
            *(ulong*)(to + at) = *(ulong*)(from + at);
        }
    }

    /// <summary>Tells whether two pieces are equal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AreEqual(byte* one, byte* other, int bytes)
    {
        var at = 0;
        for (; at <= bytes - Vector256<byte>.Count; at += Vector256<byte>.Count)
        {
            if (Vector256.Load(one + at) != Vector256.Load(other + at))
            {
                return false;
            }
        }

        for (; at < bytes; at += sizeof(ulong))
        {
            if (*(ulong*)(one + at) != *(ulong*)(other + at))
            {
                return false;
            }
        }

        return true;
    }
}
