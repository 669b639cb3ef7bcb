namespace LockCheck.Specs.Tearing;

/// <summary>Records in the order in which they came, for each reader; one that ends at page 0 is none.</summary>
internal sealed class RecordQueue
{
    private readonly Region<MapRecord> _entries;
    private readonly string _name;
    private readonly int _capacity;

    public RecordQueue(VectorLayout layout, string name, int readers, int capacity)
    {
        _name = name;
        _capacity = capacity;
        _entries = layout.History<MapRecord>(name, readers * capacity);
    }

    /// <summary>The records of a reader, in order.</summary>
    public ReadOnlySpan<MapRecord> Of(int reader)
    {
        var slots = Slots(reader);
        var count = 0;
        while (count < slots.Length && slots[count].End != 0)
        {
            count++;
        }

        return slots[..count];
    }

    public void Clear(int reader) => Slots(reader).Clear();

    public void Add(int reader, in MapRecord record)
    {
        var count = Of(reader).Length;
        if (count == _capacity)
        {
            throw new RoutineException(
                $"{_name} has room for {_capacity} entries, and a reader delivers more of them inside one write "
                + "critical section. Usual cause: a reader that does not get on. Check it without --tearing and I7.");
        }

        Slots(reader)[count] = record;
    }

    private Span<MapRecord> Slots(int reader) => _entries.Span().Slice(reader * _capacity, _capacity);
}
