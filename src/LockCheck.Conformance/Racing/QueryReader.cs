using System.Globalization;
using System.Runtime.InteropServices;
using LockCheck.Conformance.Native;
using LockCheck.Conformance.Targets;
using LockCheck.Kernel;

namespace LockCheck.Conformance.Racing;

/// <summary>PROCMAP_QUERY for the VMA at or after an address, asked again at the end of each answer.</summary>
internal sealed unsafe class QueryReader : RaceReader
{
    private const uint ProcmapQuery = 0xc068_6611;
    private const ulong CoveringOrNext = 0x10;
    private const int NoEntry = 2;
    private readonly int _file;

    /// <summary>Opens maps of a process.</summary>
    /// <exception cref="TargetException">It cannot be opened.</exception>
    public QueryReader(string name, string model, int process)
        : base(name, model, new RecordsPerPage(1))
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/maps");
        _file = Libc.Open(path, Libc.ReadOnly | Libc.CloseOnExec, 0);
        if (_file < 0)
        {
            throw new TargetException($"{path} cannot be opened, errno {Marshal.GetLastPInvokeError()}");
        }
    }

    /// <inheritdoc/>
    public override void Dispose() => _ = Libc.Close(_file);

    /// <inheritdoc/>
    protected override void Read()
    {
        var query = new Query { Size = (ulong)sizeof(Query), Flags = CoveringOrNext, Address = FirstAddress };
        while (true)
        {
            if (Libc.Control(_file, ProcmapQuery, &query) == 0)
            {
                if (!Add(query.Start, query.End, (byte)(query.VmaFlags & 15)))
                {
                    return;
                }

                query.Address = query.End;
                continue;
            }

            switch (Marshal.GetLastPInvokeError())
            {
                case NoEntry:
                    return;
                case Libc.EINTR:
                    break;
                case var error:
                    throw new TargetException($"PROCMAP_QUERY of the target fails, errno {error}");
            }
        }
    }

    /// <summary>struct procmap_query.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Query
    {
        public ulong Size;
        public ulong Flags;
        public ulong Address;
        public ulong Start;
        public ulong End;
        public ulong VmaFlags;
        public ulong PageSize;
        public ulong Offset;
        public ulong Inode;
        public uint Major;
        public uint Minor;
        public uint NameSize;
        public uint BuildIdSize;
        public ulong NameAddress;
        public ulong BuildIdAddress;
    }
}
