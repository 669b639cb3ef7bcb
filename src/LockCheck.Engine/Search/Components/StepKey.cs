using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LockCheck.Engine;

/// <summary>
/// What a step depends on, as a hash of 128 bits: its thread, and those pieces of the world that steps of this thread
/// have been seen to look at. Two different ones with one hash are as likely as two states with one fingerprint.
/// </summary>
/// <param name="Low">The lower half.</param>
/// <param name="High">The upper half.</param>
internal readonly record struct StepKey(ulong Low, ulong High)
{
    private static Vector128<byte> Round => Vector128.Create(0x2FFD72DBD01ADFB7, 0xB8E1AFED6A267E96).AsByte();

    /// <summary>Hashes what a step depends on.</summary>
    /// <param name="pieces">The pieces.</param>
    /// <param name="record">The state.</param>
    /// <param name="thread">The number of the thread.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe StepKey Of(StatePieces pieces, byte* record, uint thread)
    {
        var looks = pieces.Thread(thread)->Looks | (1UL << StatePieces.StatusesAt);
        var places = StatePieces.PlacesIn(record);
        if (!Aes.IsSupported)
        {
            return WithoutAes(places, pieces.PlaceCount, looks, thread);
        }

        var sum = Aes.Encrypt(Vector128.Create(looks, thread).AsByte(), Round);
        var rest = looks;
        for (var end = places + pieces.PlaceCount; places < end; places += StatePieces.PlacesAtOnce)
        {
            var seen = Vector128.Load(places) & Lanes((int)rest & 15);
            sum = Aes.Encrypt(Aes.Encrypt(sum ^ seen.AsByte(), Round), Round);
            rest >>= StatePieces.PlacesAtOnce;
        }

        sum = Aes.Encrypt(Aes.Encrypt(sum, Round), Round);
        return new StepKey(sum.AsUInt64().ToScalar(), sum.AsUInt64().GetElement(1));
    }

    /// <summary>Four bits as four numbers, of all bits or none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> Lanes(int bits)
    {
        var each = Vector128.Create(1u, 2u, 4u, 8u);
        return Vector128.Equals(Vector128.Create((uint)bits) & each, each);
    }

    private static unsafe StepKey WithoutAes(uint* places, int count, ulong looks, uint thread)
    {
        var seen = stackalloc uint[count];
        for (var place = 0; place < count; place++)
        {
            seen[place] = (looks & (1UL << place)) != 0 ? places[place] : 0;
        }

        var hash = ProductHash.Of((byte*)seen, count * sizeof(uint), looks ^ ((ulong)thread << 32));
        return new StepKey(hash.Low, hash.High);
    }
}
