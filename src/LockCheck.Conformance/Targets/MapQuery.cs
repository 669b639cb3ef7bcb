using System.Globalization;
using System.Runtime.InteropServices;
using LockCheck.Conformance.Model;
using LockCheck.Conformance.Native;

namespace LockCheck.Conformance.Targets;

/// <summary>ioctl(PROCMAP_QUERY) on /proc/PID/maps: which VMA covers an address, or is the next one.</summary>
internal sealed unsafe class MapQuery : IDisposable
{
    /// <summary>_IOWR('f', 17, struct procmap_query), include/uapi/linux/fs.h.</summary>
    private const nuint ProcMapQuery = 0xC068_6611;

    private const ulong CoveringOrNext = 0x10;
    private const int ENOENT = 2;
    private const ulong ReadWriteExecShared = 15;

    private readonly int _file;

    /// <summary>Opens the file.</summary>
    /// <param name="process">The process id.</param>
    /// <exception cref="TargetException">It cannot be opened.</exception>
    public MapQuery(int process)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/maps");
        _file = Libc.Open(path, Libc.ReadOnly | Libc.CloseOnExec, 0);
        if (_file < 0)
        {
            throw new TargetException($"{path} cannot be opened, errno {Marshal.GetLastPInvokeError()}");
        }
    }

    /// <summary>The VMA that covers an address, or the next one above it; null if there is none.</summary>
    /// <param name="address">The address.</param>
    /// <exception cref="TargetException">The kernel refuses.</exception>
    public ShownVma? Ask(ulong address)
    {
        var query = new Query { Size = (ulong)sizeof(Query), Flags = CoveringOrNext, Address = address };
        while (Libc.Ioctl(_file, ProcMapQuery, &query) < 0)
        {
            switch (Marshal.GetLastPInvokeError())
            {
                case ENOENT:
                    return null;
                case Libc.EINTR:
                    break;
                case var error:
                    throw new TargetException($"PROCMAP_QUERY failed, errno {error}");
            }
        }

        return new ShownVma(query.VmaStart, query.VmaEnd, (byte)(query.VmaFlags & ReadWriteExecShared));
    }

    /// <inheritdoc/>
    public void Dispose() => _ = Libc.Close(_file);

    /// <summary>struct procmap_query.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Query
    {
        public ulong Size;
        public ulong Flags;
        public ulong Address;
        public ulong VmaStart;
        public ulong VmaEnd;
        public ulong VmaFlags;
        public ulong VmaPageSize;
        public ulong VmaOffset;
        public ulong Inode;
        public uint Major;
        public uint Minor;
        public uint NameSize;
        public uint BuildIdSize;
        public ulong NameAddress;
        public ulong BuildIdAddress;
    }
}
