using System.Runtime.CompilerServices;

namespace LockCheck.Engine;

/// <summary>
/// Finds what is registered under a 32-bit name hash, without a lock: the slots array is replaced, never changed.
/// </summary>
/// <typeparam name="T">What is registered.</typeparam>
internal sealed class TypeTable<T>(string kind)
    where T : class
{
    private readonly Lock _gate = new();
    private volatile Slot[] _slots = new Slot[256];
    private int _count;

    /// <summary>Finds an entry that is known to be there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Find(uint id)
    {
        var slots = _slots;
        var at = id & (uint)(slots.Length - 1);
        while (true)
        {
            ref readonly var slot = ref slots[at];
            if (slot.Id == id && slot.Value is { } value)
            {
                return value;
            }

            if (slot.Value is null)
            {
                throw new InvalidOperationException(
                    $"No {kind} has the id {id:x8}. Usual cause: a state vector of another program or version.");
            }

            at = (at + 1) & (uint)(slots.Length - 1);
        }
    }

    /// <summary>Registers an entry; the first of a name wins.</summary>
    public void Add(uint id, T value, Func<T, string> name)
    {
        lock (_gate)
        {
            foreach (var slot in _slots)
            {
                if (slot.Value is { } other && slot.Id == id)
                {
                    if (name(other) != name(value))
                    {
                        throw new InvalidOperationException(
                            $"The {kind} types {name(other)} and {name(value)} have the same name hash {id:x8}. "
                            + "Rename one of them.");
                    }

                    return;
                }
            }

            var slots = new Slot[++_count * 4 > _slots.Length ? _slots.Length * 2 : _slots.Length];
            foreach (var slot in _slots)
            {
                if (slot.Value is not null)
                {
                    Put(slots, slot);
                }
            }

            Put(slots, new Slot(id, value));
            _slots = slots;
        }
    }

    /// <summary>Lists the entries in the order of their names.</summary>
    public IReadOnlyList<T> All(Func<T, string> name) =>
        [.. _slots.Where(slot => slot.Value is not null).Select(slot => slot.Value!)
            .OrderBy(name, StringComparer.Ordinal)];

    private static void Put(Slot[] slots, Slot slot)
    {
        var at = slot.Id & (uint)(slots.Length - 1);
        while (slots[at].Value is not null)
        {
            at = (at + 1) & (uint)(slots.Length - 1);
        }

        slots[at] = slot;
    }

    private readonly record struct Slot(uint Id, T? Value);
}
