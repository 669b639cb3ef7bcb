using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LockCheck.Engine.Tests.Routines;

/// <summary>
/// Fills the holes of values with garbage. Registers and stack slots that the JIT uses again do the same, but not in
/// every version and tier; this does it always.
/// </summary>
internal static class Garbage
{
    /// <summary>The garbage of this run: a model must not depend on it.</summary>
    [ThreadStatic]
    private static byte t_current;

    public static void Change(int number) => t_current = (byte)((number * 37) | 1);

    /// <summary>A copy of a value: equal fields, other holes.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static T Under<T>(T value)
        where T : unmanaged
    {
        var clean = MemoryMarshal.AsBytes(MemoryMarshal.CreateSpan(ref value, 1));
        var copy = new T[1];
        var dirty = MemoryMarshal.AsBytes(copy.AsSpan());
        for (var i = 0; i < dirty.Length; i++)
        {
            dirty[i] = Masks<T>.Covered[i] ? clean[i] : t_current;
        }

        return copy[0];
    }

    private static class Masks<T>
    {
        public static readonly bool[] Covered = CoveredBytes.Of(typeof(T));
    }
}
