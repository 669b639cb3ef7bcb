namespace LockCheck.Specs.Invariants;

/// <summary>
/// Sets of records, such as one for each reader, in history. They are kept in order, so equal sets are equal bytes; an
/// entry that ends at page 0 is no record.
/// </summary>
internal sealed class RecordSet
{
    private readonly Region<MapRecord> _entries;
    private readonly string _name;
    private readonly int _capacity;

    public RecordSet(VectorLayout layout, string name, int sets, int capacity)
    {
        _name = name;
        _capacity = capacity;
        _entries = layout.History<MapRecord>(name, sets * capacity);
    }

    /// <summary>The records of a set, in order.</summary>
    public ReadOnlySpan<MapRecord> Of(int set)
    {
        var slots = Slots(set);
        var count = 0;
        while (count < slots.Length && slots[count].End != 0)
        {
            count++;
        }

        return slots[..count];
    }

    public void Clear(int set) => Slots(set).Clear();

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
            $"{_name} has room for {_capacity} records, and the scenario needs more. Take fewer writers or rounds.");
    }

    /// <summary>The order that records are kept in.</summary>
    public static int Compare(in MapRecord one, in MapRecord other) => Key(one).CompareTo(Key(other));

    private static (int Start, int End, int Prot, int Pgoff, int Backing) Key(in MapRecord record) => (
        record.Start, record.End, record.Attributes.Prot, record.Attributes.Pgoff, record.Attributes.Backing);

    private Span<MapRecord> Slots(int set) => _entries.Span().Slice(set * _capacity, _capacity);
}
