namespace LockCheck.Specs.Invariants;

/// <summary>
/// Sets of records, such as one for each reader, in history. They are kept in order, so equal sets are equal bytes.
/// </summary>
internal sealed class RecordSet(VectorLayout layout, string name, int sets, int capacity)
    : RecordSlots(layout, name, sets, capacity)
{
    public bool Contains(int set, in MapRecord record) => Of(set).Contains(record.Shown);

    /// <summary>Adds a record as it is shown, unless it is there.</summary>
    public void Add(int set, in MapRecord record)
    {
        var slots = Slots(set);
        var added = record.Shown;
        for (var at = 0; at < slots.Length; at++)
        {
            if (slots[at] == added)
            {
                return;
            }

            if (slots[at].End == 0)
            {
                slots[at] = added;
                return;
            }

            if (Compare(added, slots[at]) < 0)
            {
                (slots[at], added) = (added, slots[at]);
            }
        }

        throw new RoutineException(
            $"{Name} has room for {Capacity} records, and the scenario needs more. Take fewer writers or rounds.");
    }

    /// <summary>The order that records are kept in.</summary>
    public static int Compare(in MapRecord one, in MapRecord other) => Key(one).CompareTo(Key(other));

    private static (int Start, int End, int Prot, int Pgoff, int Backing) Key(in MapRecord record) => (
        record.Start, record.End, record.Attributes.Prot, record.Attributes.Pgoff, record.Attributes.Backing);
}
