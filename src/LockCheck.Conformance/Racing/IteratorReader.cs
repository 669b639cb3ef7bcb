using LockCheck.Conformance.Bpf;
using LockCheck.Kernel;

namespace LockCheck.Conformance.Racing;

/// <summary><c>iter/task_vma</c>, in reads of one record or of as many as the kernel gives at once.</summary>
internal sealed class IteratorReader : RaceReader
{
    private const int BufferBytes = 8 * 4096;
    private readonly TaskVmaReader _reader;
    private readonly byte[] _buffer;

    /// <summary>Loads its program for a process.</summary>
    /// <exception cref="BpfException">The kernel refuses it.</exception>
    public IteratorReader(string name, string model, RecordsPerPage page, int process, bool isOneRecord)
        : base(name, model, page)
    {
        _reader = TaskVmaReader.Open(process, whole: false);
        _buffer = new byte[isOneRecord ? VmaRecord.ShortBytes : BufferBytes];
    }

    /// <inheritdoc/>
    public override void Dispose() => _reader.Dispose();

    /// <inheritdoc/>
    protected override void Read()
    {
        using var pass = _reader.Begin();
        for (int count; (count = pass.Read(_buffer)) > 0;)
        {
            for (var at = 0; at + VmaRecord.ShortBytes <= count; at += VmaRecord.ShortBytes)
            {
                var record = _buffer.AsSpan(at);
                _ = Add(
                    BitConverter.ToUInt64(record),
                    BitConverter.ToUInt64(record[8..]),
                    VmaFlagBits.ProtOf(BitConverter.ToUInt64(record[16..])));
            }
        }
    }
}
