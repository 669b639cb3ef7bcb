namespace LockCheck.Specs.Invariants;

/// <summary>
/// Room for a number of records each, such as for each reader, in history; an entry that ends at page 0 is no record.
/// </summary>
internal abstract class RecordSlots(VectorLayout layout, string name, int parts, int capacity)
{
    private readonly Region<MapRecord> _entries = layout.History<MapRecord>(name, parts * capacity);

    /// <summary>What the region is called.</summary>
    protected string Name { get; } = name;

    /// <summary>How many records there is room for.</summary>
    protected int Capacity { get; } = capacity;

    /// <summary>The records of a part, in order.</summary>
    public ReadOnlySpan<MapRecord> Of(int part)
    {
        var slots = Slots(part);
        var count = 0;
        while (count < slots.Length && slots[count].End != 0)
        {
            count++;
        }

        return slots[..count];
    }

    public void Clear(int part) => Slots(part).Clear();

    /// <summary>The room of a part.</summary>
    protected Span<MapRecord> Slots(int part) => _entries.Span(part * Capacity, Capacity);
}
