using System.Runtime.CompilerServices;

namespace LockCheck.Engine;

/// <summary>
/// A field of a struct, by where it lies: <c>new FieldOf&lt;Account, int>(static (ref a) => ref a.Balance)</c>. Make it
/// once and keep it in a static property.
/// </summary>
/// <typeparam name="TOwner">The struct.</typeparam>
/// <typeparam name="TField">The field.</typeparam>
public readonly unsafe struct FieldOf<TOwner, TField>
    where TOwner : unmanaged
    where TField : unmanaged
{
    /// <summary>Finds the place of a field.</summary>
    /// <param name="pick">Picks the field of a value of the struct.</param>
    public FieldOf(FieldPicker<TOwner, TField> pick)
    {
        ArgumentNullException.ThrowIfNull(pick);
        var owner = default(TOwner);
        Offset = (int)Unsafe.ByteOffset(
            ref Unsafe.As<TOwner, byte>(ref owner), ref Unsafe.As<TField, byte>(ref pick(ref owner)));
        if (Offset < 0 || Offset + sizeof(TField) > sizeof(TOwner))
        {
            throw new ArgumentException(
                $"What was picked is no field of {RoutineNames.Readable(typeof(TOwner))}. Return a reference into the "
                + "value that is passed.",
                nameof(pick));
        }
    }

    /// <summary>Gets where it lies, in bytes from the start of the struct.</summary>
    internal int Offset { get; }
}

/// <summary>Picks a field of a struct.</summary>
/// <typeparam name="TOwner">The struct.</typeparam>
/// <typeparam name="TField">The field.</typeparam>
/// <param name="owner">A value of the struct.</param>
/// <returns>Its field.</returns>
public delegate ref TField FieldPicker<TOwner, TField>(ref TOwner owner);
