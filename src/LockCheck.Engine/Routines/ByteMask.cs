using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace LockCheck.Engine;

/// <summary>
/// Tells which bytes of an unmanaged struct carry a value and which are holes: padding, and the byte of an empty
/// struct. Neither the compiler nor the JIT clears holes, so equal values may have unequal bytes there.
/// </summary>
public static class ByteMask
{
    private delegate int OffsetReader();

    /// <summary>Computes the mask of a type.</summary>
    /// <param name="type">
    /// An unmanaged value type; nested structs, fixed buffers and inline arrays are followed.
    /// </param>
    /// <returns>One entry a byte: 0xFF where a field lives, 0 in a hole.</returns>
    public static byte[] Of(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        var mask = new byte[SizeOf(type)];
        Mark(type, mask, 0);
        return mask;
    }

    /// <summary>The size of a value of this type in a state vector.</summary>
    /// <param name="type">An unmanaged value type.</param>
    /// <returns>Bytes.</returns>
    public static int SizeOf(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        var method = new DynamicMethod("size", typeof(int), Type.EmptyTypes, typeof(ByteMask).Module, true);
        var il = method.GetILGenerator();
        il.Emit(OpCodes.Sizeof, type);
        il.Emit(OpCodes.Ret);
        return method.CreateDelegate<OffsetReader>()();
    }

    /// <summary>Refuses a world or history type that has holes: they would make equal states look different.</summary>
    /// <param name="type">The type to check.</param>
    /// <exception cref="RoutineException">The type has holes; the message says where.</exception>
    public static void RequireNoHoles(Type type)
    {
        var mask = Of(type);
        var hole = Array.IndexOf(mask, (byte)0);
        if (hole >= 0)
        {
            throw new RoutineException(
                $"{RoutineNames.Readable(type)} has a hole at byte {hole} of {mask.Length}, and what lies there would "
                + "make equal states look different. Usual cause: a small field before a larger one. "
                + "Order the fields from large to small and fill the end with explicit fields.");
        }
    }

    private static void Mark(Type type, byte[] mask, int at)
    {
        if (type.IsPrimitive || type.IsEnum || type.IsPointer || type.IsFunctionPointer)
        {
            mask.AsSpan(at, SizeOf(type)).Fill(0xFF);
            return;
        }

        var fields = type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);
        var repeat = type.GetCustomAttribute<InlineArrayAttribute>()?.Length ?? 1;
        foreach (var field in fields)
        {
            var offset = at + OffsetOf(type, field);
            if (field.GetCustomAttribute<FixedBufferAttribute>() is { } buffer)
            {
                mask.AsSpan(offset, SizeOf(buffer.ElementType) * buffer.Length).Fill(0xFF);
                continue;
            }

            for (var i = 0; i < repeat; i++)
            {
                Mark(field.FieldType, mask, offset + (i * SizeOf(field.FieldType)));
            }
        }
    }

    private static int OffsetOf(Type type, FieldInfo field)
    {
        // State machines have automatic layout, so only the JIT knows: take two addresses and subtract.
        var method = new DynamicMethod("offset", typeof(int), Type.EmptyTypes, typeof(ByteMask).Module, true);
        var il = method.GetILGenerator();
        var local = il.DeclareLocal(type);
        il.Emit(OpCodes.Ldloca, local);
        il.Emit(OpCodes.Ldflda, field);
        il.Emit(OpCodes.Conv_U);
        il.Emit(OpCodes.Ldloca, local);
        il.Emit(OpCodes.Conv_U);
        il.Emit(OpCodes.Sub);
        il.Emit(OpCodes.Conv_I4);
        il.Emit(OpCodes.Ret);
        return method.CreateDelegate<OffsetReader>()();
    }
}
