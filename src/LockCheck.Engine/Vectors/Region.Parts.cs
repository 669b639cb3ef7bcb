using System.Runtime.CompilerServices;

namespace LockCheck.Engine;

/// <content>
/// Access to less than an element. A step that looks at an element observes all of it; under a reduction
/// (docs/reduction.md) it is taken to depend on whoever changes any part. These say how little is looked at.
/// </content>
public readonly unsafe partial record struct Region<T>
{
    /// <summary>
    /// Gets a field of an element in the state of the step that runs now, and touches nothing else of it.
    /// </summary>
    /// <typeparam name="TField">The type of the field.</typeparam>
    /// <param name="index">From 0 up to <see cref="Count"/>.</param>
    /// <param name="field">Picks the field.</param>
    /// <returns>A reference that is valid until the next scheduling point.</returns>
    public ref TField Field<TField>(int index, FieldOf<T, TField> field)
        where TField : unmanaged
    {
        var stepper = Stepper.Current;
        return ref *(TField*)stepper.Access(Locate(index, field), sizeof(TField));
    }

    /// <summary>Gets a field of an element in an explicitly given state, and touches nothing else of it.</summary>
    /// <typeparam name="TField">The type of the field.</typeparam>
    /// <param name="view">The state.</param>
    /// <param name="index">From 0 up to <see cref="Count"/>.</param>
    /// <param name="field">Picks the field.</param>
    /// <returns>A reference into that state.</returns>
    public ref readonly TField FieldIn<TField>(StateView view, int index, FieldOf<T, TField> field)
        where TField : unmanaged => ref *(TField*)view.Access(Locate(index, field), sizeof(TField));

    /// <summary>Tells whether one of some bits of a field is set, and looks at no other bit.</summary>
    /// <typeparam name="TField">The type of the field: at most eight bytes.</typeparam>
    /// <param name="index">From 0 up to <see cref="Count"/>.</param>
    /// <param name="field">Picks the field.</param>
    /// <param name="bits">The bits.</param>
    /// <returns>Whether there is one.</returns>
    public bool HasBits<TField>(int index, FieldOf<T, TField> field, ulong bits)
        where TField : unmanaged
    {
        var stepper = Stepper.Current;
        var at = Locate(index, field);
        return (Read<TField>(stepper.AccessBits(at, sizeof(TField), bits)) & bits) != 0;
    }

    /// <summary>Tells whether one of some bits of a field is set in an explicitly given state.</summary>
    /// <typeparam name="TField">The type of the field: at most eight bytes.</typeparam>
    /// <param name="view">The state.</param>
    /// <param name="index">From 0 up to <see cref="Count"/>.</param>
    /// <param name="field">Picks the field.</param>
    /// <param name="bits">The bits.</param>
    /// <returns>Whether there is one.</returns>
    public bool HasBitsIn<TField>(StateView view, int index, FieldOf<T, TField> field, ulong bits)
        where TField : unmanaged =>
        (Read<TField>(view.AccessBits(Locate(index, field), sizeof(TField), bits)) & bits) != 0;

    /// <summary>Sets some bits of a field, and touches no other bit.</summary>
    /// <typeparam name="TField">The type of the field: at most eight bytes.</typeparam>
    /// <param name="index">From 0 up to <see cref="Count"/>.</param>
    /// <param name="field">Picks the field.</param>
    /// <param name="bits">The bits.</param>
    public void SetBits<TField>(int index, FieldOf<T, TField> field, ulong bits)
        where TField : unmanaged
    {
        var stepper = Stepper.Current;
        var at = stepper.AccessBits(Locate(index, field), sizeof(TField), bits);
        Write<TField>(at, Read<TField>(at) | bits);
    }

    /// <summary>Clears some bits of a field, and touches no other bit.</summary>
    /// <typeparam name="TField">The type of the field: at most eight bytes.</typeparam>
    /// <param name="index">From 0 up to <see cref="Count"/>.</param>
    /// <param name="field">Picks the field.</param>
    /// <param name="bits">The bits.</param>
    public void ClearBits<TField>(int index, FieldOf<T, TField> field, ulong bits)
        where TField : unmanaged
    {
        var stepper = Stepper.Current;
        var at = stepper.AccessBits(Locate(index, field), sizeof(TField), bits);
        Write<TField>(at, Read<TField>(at) & ~bits);
    }

    /// <summary>
    /// Clears some bits of an element without looking at them: updates of this kind commute with each other, whatever
    /// bits they clear, and with nothing else that touches these bits.
    /// </summary>
    /// <param name="index">From 0 up to <see cref="Count"/>.</param>
    /// <param name="bits">The bits; T has at most eight bytes.</param>
    public void ClearUnseen(int index, ulong bits)
    {
        if ((uint)index >= (uint)Count)
        {
            Throw(index);
        }

        var at = Stepper.Current.AccessUnseen(Offset + (index * sizeof(T)), sizeof(T), bits);
        Write<T>(at, Read<T>(at) & ~bits);
    }

    /// <summary>Some elements in the state of the step that runs now.</summary>
    /// <param name="start">The first.</param>
    /// <param name="count">How many.</param>
    /// <returns>A span that is valid until the next scheduling point.</returns>
    public Span<T> Span(int start, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Count - start);
        return count == 0
            ? default
            : new(Stepper.Current.Access(Offset + (start * sizeof(T)), count * sizeof(T)), count);
    }

    /// <summary>Where a field of an element lies, in bytes from the start of the vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int Locate<TField>(int index, FieldOf<T, TField> field)
        where TField : unmanaged
    {
        if ((uint)index >= (uint)Count)
        {
            Throw(index);
        }

        return Offset + (index * sizeof(T)) + field.Offset;
    }

    private static ulong Read<TField>(byte* at)
        where TField : unmanaged => sizeof(TField) switch
        {
            1 => *at,
            2 => *(ushort*)at,
            4 => *(uint*)at,
            _ => *(ulong*)at,
        };

    private static void Write<TField>(byte* at, ulong value)
        where TField : unmanaged
    {
        switch (sizeof(TField))
        {
            case 1:
                *at = (byte)value;
                break;
            case 2:
                *(ushort*)at = (ushort)value;
                break;
            case 4:
                *(uint*)at = (uint)value;
                break;
            default:
                *(ulong*)at = value;
                break;
        }
    }
}
