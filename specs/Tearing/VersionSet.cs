using LockCheck.Specs.Invariants;

namespace LockCheck.Specs.Tearing;

/// <summary>
/// What distinguishes the maps of some states, numbered from 0: the VMAs that not all of them have, each with the set
/// of states that do, as a bit each. A VMA that is not listed is in all of them if it is in the present map, and
/// otherwise in none. Entries are in order, so equal sets are equal bytes; one that ends at page 0 is none.
/// </summary>
internal sealed class VersionSet
{
    private readonly Region<Version> _entries;
    private readonly int _capacity;

    public VersionSet(VectorLayout layout, string name, int sets, int capacity)
    {
        _capacity = capacity;
        _entries = layout.History<Version>(name, sets * capacity);
    }

    /// <summary>Takes a state out of a set of states, and moves the later ones down.</summary>
    public static int Without(int states, int state)
    {
        var below = (1 << state) - 1;
        return (states & below) | ((states >> 1) & ~below);
    }

    public void Clear(int set) => Slots(set).Clear();

    /// <summary>The states that have a VMA; null if it is not listed.</summary>
    public int? StatesOf(int set, in MapRecord vma)
    {
        foreach (ref readonly var entry in Used(set))
        {
            if (entry.Vma == vma)
            {
                return entry.States;
            }
        }

        return null;
    }

    /// <summary>Those of some states that have every VMA of a map.</summary>
    public int StatesWith(int set, int states, CommittedMap map)
    {
        foreach (ref readonly var entry in Used(set))
        {
            states &= map.Contains(entry.Vma) ? entry.States : states;
        }

        return states;
    }

    /// <summary>Whether two states have the same map.</summary>
    public bool AreEqual(int set, int one, int other)
    {
        foreach (ref readonly var entry in Used(set))
        {
            if (((entry.States >> one) & 1) != ((entry.States >> other) & 1))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Adds the state of a commit behind the others.</summary>
    /// <param name="set">The set.</param>
    /// <param name="count">How many states there are: the number of the new one.</param>
    /// <param name="before">The map before, as the set number 0.</param>
    /// <param name="map">The map now.</param>
    /// <returns>Whether there is room.</returns>
    public bool AddState(int set, int count, RecordSet before, CommittedMap map)
    {
        var added = (ushort)(1 << count);
        foreach (ref readonly var gone in before.Of(0))
        {
            if (!map.Contains(gone) && StatesOf(set, gone) is null && !Insert(set, gone, (ushort)(added - 1)))
            {
                return false;
            }
        }

        foreach (ref var entry in Used(set))
        {
            entry.States |= map.Contains(entry.Vma) ? added : (ushort)0;
        }

        for (var position = 0; position < map.Count; position++)
        {
            var vma = map[position].Shown;
            if (!before.Contains(0, vma) && StatesOf(set, vma) is null && !Insert(set, vma, added))
            {
                return false;
            }
        }

        return true;
    }

    public void RemoveState(int set, int state)
    {
        foreach (ref var entry in Used(set))
        {
            entry.States = (ushort)Without(entry.States, state);
        }
    }

    /// <summary>Takes out what follows from the present map, and what can never be asked for again.</summary>
    /// <param name="set">The set.</param>
    /// <param name="all">All states.</param>
    /// <param name="map">The map now.</param>
    /// <param name="onlyPresent">Whether only VMAs of the present map will be asked for.</param>
    public void Prune(int set, int all, CommittedMap map, bool onlyPresent)
    {
        var slots = Slots(set);
        var kept = 0;
        foreach (var entry in Used(set))
        {
            if (map.Contains(entry.Vma) ? entry.States != all : entry.States != 0 && !onlyPresent)
            {
                slots[kept++] = entry;
            }
        }

        slots[kept..].Clear();
    }

    private bool Insert(int set, in MapRecord vma, ushort states)
    {
        var slots = Slots(set);
        var count = Used(set).Length;
        if (count == slots.Length)
        {
            return false;
        }

        var at = count;
        for (; at > 0 && RecordSet.Compare(vma, slots[at - 1].Vma) < 0; at--)
        {
            slots[at] = slots[at - 1];
        }

        slots[at] = new Version { Vma = vma, States = states };
        return true;
    }

    private Span<Version> Slots(int set) => _entries.Span(set * _capacity, _capacity);

    private Span<Version> Used(int set)
    {
        var slots = Slots(set);
        var count = 0;
        while (count < slots.Length && slots[count].Vma.End != 0)
        {
            count++;
        }

        return slots[..count];
    }

    /// <summary>A VMA as it is shown, and the states that have it.</summary>
    private struct Version
    {
        public MapRecord Vma;
        public ushort States;
    }
}
