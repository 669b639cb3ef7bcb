using LockCheck.Specs.Invariants;

namespace LockCheck.Specs.Tearing;

/// <summary>Records in the order in which they came, for each reader.</summary>
internal sealed class RecordQueue(VectorLayout layout, string name, int readers, int capacity)
    : RecordSlots(layout, name, readers, capacity)
{
    public void Add(int reader, in MapRecord record)
    {
        var count = Of(reader).Length;
        if (count == Capacity)
        {
            throw new RoutineException(
                $"{Name} has room for {Capacity} entries, and a reader delivers more of them inside one write "
                + "critical section. Usual cause: a reader that does not get on. Check it without --tearing and I7.");
        }

        Slots(reader)[count] = record;
    }
}
