using System.Reflection;
using System.Runtime.CompilerServices;

namespace LockCheck.Engine.Tests.Routines;

/// <summary>
/// Finds out which bytes of a struct carry a value by setting every field, by reflection, to a value without zero
/// bytes, and looking at what changed: a second opinion on the engine's mask.
/// </summary>
internal static class CoveredBytes
{
    public static bool[] Of(Type type)
    {
        var bytes = Bytes(Fill(type), SizeOf(type));
        return [.. bytes.ToArray().Select(b => b != 0)];
    }

    private static int SizeOf(Type type) => (int)typeof(Unsafe).GetMethod(nameof(Unsafe.SizeOf))!
        .MakeGenericMethod(type).Invoke(null, null)!;

    private static object Fill(Type type)
    {
        if (type.IsPrimitive || type.IsEnum)
        {
            var one = RuntimeHelpers.GetUninitializedObject(type);
            Bytes(one, SizeOf(type)).Fill(type == typeof(bool) ? (byte)1 : (byte)0xFF);
            return one;
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            // Boxing takes the wrapper off; setting a field puts it on again, with its flag set.
            return Fill(underlying);
        }

        var box = RuntimeHelpers.GetUninitializedObject(type);
        foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
        {
            field.SetValue(box, Fill(field.FieldType));
            var element = SizeOf(field.FieldType);
            var count = type.GetCustomAttribute<InlineArrayAttribute>()?.Length
                ?? (type.Name.EndsWith("e__FixedBuffer") ? SizeOf(type) / element : 1);
            for (var i = 1; i < count; i++)
            {
                Bytes(box, element).CopyTo(Bytes(box, element * (i + 1))[(element * i)..]);
            }
        }

        return box;
    }

    private static Span<byte> Bytes(object box, int size) =>
        System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref Unsafe.As<Box>(box).First, size);

    private sealed class Box
    {
        public byte First;
    }
}
