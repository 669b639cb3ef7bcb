using System.Runtime.InteropServices;
using LockCheck.Conformance.Native;

namespace LockCheck.Conformance.Bpf;

/// <summary>One pass of <c>iter/task_vma</c>: a descriptor whose read(2) boundaries the caller places.</summary>
public sealed class TaskVmaPass : IDisposable
{
    /// <summary>bpf_seq_read's own buffer (kernel/bpf/bpf_iter.c): no read returns more.</summary>
    private const int BufferBytes = 8 * 4096;

    /// <summary>How many whole records (<see cref="VmaRecord.Bytes"/>) one read returns at most.</summary>
    internal const int RecordsMax = BufferBytes / VmaRecord.Bytes;

    private readonly BpfHandle descriptor;
    private readonly int recordBytes;

    internal TaskVmaPass(BpfHandle descriptor, int recordBytes)
    {
        this.descriptor = descriptor;
        this.recordBytes = recordBytes;
    }

    /// <summary>Exactly one read(2). Bytes read, 0 at the end.</summary>
    public int Read(Span<byte> buffer)
    {
        int count = BpfSyscall.Read(descriptor, buffer);
        return count >= 0 ? count : throw new BpfException("read of iter/task_vma", -count);
    }

    /// <summary>One read(2) of one record's length: the record, or null at the end.</summary>
    public VmaRecord? ReadOne()
    {
        Span<byte> buffer = stackalloc byte[VmaRecord.Bytes];
        buffer.Clear();
        int count = Read(buffer[..recordBytes]);
        return count == 0 ? null :
            count == recordBytes ? MemoryMarshal.Read<VmaRecord>(buffer) :
            throw new BpfException($"read of iter/task_vma gave {count} of {recordBytes} bytes");
    }

    /// <summary>Everything up to the end, in large reads. The pass must stand between two records.</summary>
    public VmaRecord[] ReadRest()
    {
        byte[] buffer = new byte[BufferBytes];
        var bytes = new List<byte>();
        for (int count = Read(buffer); count > 0; count = Read(buffer))
        {
            bytes.AddRange(buffer.AsSpan(0, count));
        }

        var records = new VmaRecord[bytes.Count / recordBytes];
        ReadOnlySpan<byte> all = CollectionsMarshal.AsSpan(bytes);
        for (int i = 0; i < records.Length; i++)
        {
            all.Slice(i * recordBytes, recordBytes).CopyTo(
                MemoryMarshal.AsBytes(records.AsSpan(i, 1)));
        }

        return records;
    }

    /// <inheritdoc/>
    public void Dispose() => descriptor.Dispose();
}
