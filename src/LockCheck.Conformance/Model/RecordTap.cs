using LockCheck.Engine;
using LockCheck.Kernel;
using Monitor = LockCheck.Kernel.Monitor;

namespace LockCheck.Conformance.Model;

/// <summary>
/// Hears what one reader delivers along one run. It keeps nothing in the state vector: it is of no use in a search.
/// </summary>
internal sealed class RecordTap : Monitor
{
    private readonly List<MapRecord> _records = [];

    /// <summary>The records so far.</summary>
    public IReadOnlyList<MapRecord> Records => _records;

    /// <summary>How many read() calls have ended.</summary>
    public int CallsEnded { get; private set; }

    /// <summary>Whether the read has ended, and with which error.</summary>
    public int? EndedWith { get; private set; }

    public override IReadOnlyList<Property> Properties => [];

    public override KernelEvent Subscribes => KernelEvent.Record | KernelEvent.Read | KernelEvent.Call;

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _records.Clear();
        (CallsEnded, EndedWith) = (0, null);
    }

    public override void Attach(KernelModel model, VectorLayout layout)
    {
        // Nothing of it is state.
    }

    public override void OnRecord(int reader, in MapRecord record) => _records.Add(record);

    public override void OnCallEnd(int reader, int result) => CallsEnded++;

    public override void OnReadEnd(int reader, int error) => EndedWith = error;
}
