using LockCheck.Conformance.Native;

namespace LockCheck.Conformance.Bpf;

/// <summary>
/// An array map of one element that programs address directly and that is mapped here (BPF_F_MMAPABLE): memory that a
/// program and this process share. Owned by whoever made it, and to be disposed of after the programs that use it.
/// </summary>
internal sealed unsafe class BpfArray : IDisposable
{
    private const uint TypeArray = 2;
    private const uint FlagMmapable = 1 << 10;
    private readonly BpfHandle map;
    private readonly nuint bytes;
    private byte* memory;

    public BpfArray(int bytes)
    {
        this.bytes = ((nuint)bytes + 4095) & ~(nuint)4095;
        BpfAttributes.MapCreate create = default;
        create.Type = TypeArray;
        create.KeySize = 4;
        create.ValueSize = (uint)this.bytes;
        create.EntriesMax = 1;
        create.Flags = FlagMmapable;
        int result = BpfSyscall.Call(BpfCommand.MapCreate, ref create);
        map = new BpfHandle(result);
        if (result < 0)
        {
            throw new BpfException($"a mappable array of {this.bytes} bytes", -result);
        }

        memory = BpfSyscall.Map(map, this.bytes);
        if (memory == null)
        {
            map.Dispose();
            throw new BpfException($"an array of {this.bytes} bytes could not be mapped");
        }
    }

    /// <summary>The descriptor that instructions name the map by.</summary>
    public int Descriptor => map.Number;

    public bool IsDisposed => memory == null;

    /// <summary>The shared memory. A program writes to it meanwhile: read words of it with <see cref="Volatile"/>.
    /// </summary>
    public byte* Memory
    {
        get
        {
            ObjectDisposedException.ThrowIf(memory == null, this);
            return memory;
        }
    }

    public uint Word(int offset) => Volatile.Read(ref *(uint*)(Memory + offset));

    public void SetWord(int offset, uint value) => Volatile.Write(ref *(uint*)(Memory + offset), value);

    public ulong DoubleWord(int offset) => Volatile.Read(ref *(ulong*)(Memory + offset));

    public void SetDoubleWord(int offset, ulong value) => Volatile.Write(ref *(ulong*)(Memory + offset), value);

    public void Dispose()
    {
        if (memory != null)
        {
            BpfSyscall.Unmap(memory, bytes);
            memory = null;
        }

        map.Dispose();
    }
}
