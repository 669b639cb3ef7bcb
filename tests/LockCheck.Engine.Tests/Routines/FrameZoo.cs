using System.Runtime.CompilerServices;

namespace LockCheck.Engine.Tests.Routines;

/// <summary>
/// Routines with awkward locals. Each sets them from a number, keeps them over three awaits and reads them again, and
/// says how many bytes of its frame carry a value: 4 for the state, 8 for the number, and its locals.
/// </summary>
internal static class FrameZoo
{
    private const int StateAndSeed = 4 + 8;

    private enum Small : byte
    {
        No,
        Yes,
    }

    private enum Large : long
    {
        No,
        Yes,
    }

    public static IReadOnlyList<(string Name, Func<long, Routine> Start, int CoveredBytes)> All { get; } =
    [
        ("mixed", Mixed, StateAndSeed + 1 + 8 + 1 + 2 + 8),
        ("nested", seed => Dirty(new Nested(seed)), StateAndSeed + 9 + 1 + 9),
        ("decimal", seed => Keep((decimal)seed), StateAndSeed + 16),
        ("inline array", seed => Dirty(new Inline(seed)), StateAndSeed + (3 * 9)),
        ("fixed buffer", seed => Dirty(new Buffered(seed)), StateAndSeed + 1 + (5 * 2) + 8),
        ("nullable long", seed => Keep<long?>(seed), StateAndSeed + 1 + 8),
        ("nullable none", _ => Keep<long?>(null), StateAndSeed + 1 + 8),
        ("nullable byte", seed => Keep<byte?>((byte)seed), StateAndSeed + 1 + 1),
        ("tuple", seed => Dirty(((byte)seed, seed, (short)seed)), StateAndSeed + 1 + 8 + 2),
        ("tuple of eight", seed => Dirty(((byte)1, seed, (byte)3, 4, (byte)5, 6L, (byte)7, seed)), StateAndSeed + 32),
        ("small enum", seed => Keep((Small)(seed & 1)), StateAndSeed + 1),
        ("large enum", seed => Keep((Large)seed), StateAndSeed + 8),
        ("empty", _ => Dirty(default(None)), StateAndSeed),
        ("floats", seed => Dirty(((float)seed, (double)seed, (Half)seed)), StateAndSeed + 4 + 8 + 2),
        ("wide", seed => Keep((Int128)seed), StateAndSeed + 16),
        ("explicit", seed => Dirty(new Overlaid { Low = (byte)seed, High = seed }), StateAndSeed + 1 + 8),
        ("late", seed => KeepLate(new Nested(seed)), StateAndSeed + 19 + 19),
        ("three deep", Parent, StateAndSeed + 8 + (2 * 8) + 1),
    ];

    private static async Routine Mixed(long seed)
    {
        var flag = seed % 2 == 0;
        var number = seed * 3;
        var tiny = (byte)seed;
        var small = (short)seed;
        var other = seed * 5;
        await Step.At("one");
        await Step.At("two");
        await Step.At("three");
        Use(flag, number, tiny, small, other, seed);
    }

    /// <summary>Keeps a value, of any type that turns out to be bytes, and a number of eight bytes.</summary>
    private static async Routine Keep<T>(T value)
    {
        long seed = 1;
        await Step.At("one");
        seed++;
        await Step.At("two");
        seed++;
        await Step.At("three");
        Use(value!, seed);
    }

    private static Routine Dirty<T>(T value)
        where T : unmanaged => Keep(Garbage.Under(value));

    /// <summary>Gets its garbage when it runs in its frame already, and again in each step.</summary>
    private static async Routine KeepLate<T>(T value)
        where T : unmanaged
    {
        long seed = 1;
        await Step.At("one");
        var late = Garbage.Under(value);
        for (; seed < 4; seed++)
        {
            await Step.At("again");
            late = Garbage.Under(late);
        }

        Use(value, late, seed);
    }

    private static async Routine Parent(long seed)
    {
        var sum = seed + await Child<byte>(seed, 1) + await Child<short>(seed, 2);
        await Step.At("end");
        Use(sum, seed);
    }

    private static async Routine<int> Child<T>(long seed, T value)
        where T : unmanaged
    {
        await Step.At("child");
        await Keep((value, seed, value));
        return (int)seed;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Use(params object[] values) => _ = values.Length;

    /// <summary>17 bytes of values in 24, with holes between and behind, around another struct with holes.</summary>
    private struct Nested(long seed)
    {
        public Holed First = new(seed);
        public byte Between = (byte)(seed + 1);
        public Holed Second = new(seed * 7);
    }

    private struct Holed(long seed)
    {
        public byte Tag = (byte)seed;
        public long Value = seed * 11;
    }

    private struct Buffered
    {
        public byte Tag;
        public unsafe fixed short Numbers[5];
        public long Value;

        public unsafe Buffered(long seed)
        {
            Tag = (byte)seed;
            Value = seed;
            for (var i = 0; i < 5; i++)
            {
                Numbers[i] = (short)(seed + i);
            }
        }
    }

    [InlineArray(3)]
    private struct Inline
    {
        private Holed _item;

        public Inline(long seed)
        {
            for (var i = 0; i < 3; i++)
            {
                this[i] = new Holed(seed + i);
            }
        }
    }

    [System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Explicit, Size = 24)]
    private struct Overlaid
    {
        [System.Runtime.InteropServices.FieldOffset(2)]
        public byte Low;

        [System.Runtime.InteropServices.FieldOffset(8)]
        public long High;
    }
}
