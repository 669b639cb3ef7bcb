using System.Runtime.CompilerServices;

namespace LockCheck.Engine;

/// <summary>An array of values in the state vector, at the same place in every state of a model.</summary>
/// <typeparam name="T">An unmanaged type without holes.</typeparam>
public readonly unsafe partial record struct Region<T>
    where T : unmanaged
{
    internal Region(int offset, int count)
    {
        Offset = offset;
        Count = count;
    }

    /// <summary>Gets the number of elements.</summary>
    public int Count { get; }

    internal int Offset { get; }

    /// <summary>Gets an element in the state of the step that runs now.</summary>
    /// <param name="index">From 0 up to <see cref="Count"/>.</param>
    /// <returns>A reference that is valid until the next scheduling point.</returns>
    public ref T this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if ((uint)index >= (uint)Count)
            {
                Throw(index);
            }

            return ref *(T*)Stepper.Current.Access(Offset + (index * sizeof(T)), sizeof(T));
        }
    }

    /// <summary>Gets an element in an explicitly given state, outside a step.</summary>
    /// <param name="view">The state.</param>
    /// <param name="index">From 0 up to <see cref="Count"/>.</param>
    /// <returns>A reference into that state.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref readonly T In(StateView view, int index = 0)
    {
        if ((uint)index >= (uint)Count)
        {
            Throw(index);
        }

        return ref *(T*)view.Access(Offset + (index * sizeof(T)), sizeof(T));
    }

    /// <summary>All elements in the state of the step that runs now.</summary>
    /// <returns>A span that is valid until the next scheduling point.</returns>
    public Span<T> Span() =>
        Count == 0 ? default : new(Stepper.Current.Access(Offset, Count * sizeof(T)), Count);

    /// <summary>All elements in an explicitly given state.</summary>
    /// <param name="view">The state.</param>
    /// <returns>A span into that state.</returns>
    public ReadOnlySpan<T> Span(StateView view) =>
        Count == 0 ? default : new(view.Access(Offset, Count * sizeof(T)), Count);

    private void Throw(int index) => throw new ArgumentOutOfRangeException(
        nameof(index), index, $"A model touched element {index} of a region of {Count} {typeof(T).Name}.");
}
