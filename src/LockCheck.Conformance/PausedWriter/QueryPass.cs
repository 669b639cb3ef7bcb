using System.Globalization;
using System.Runtime.InteropServices;
using LockCheck.Conformance.Model;
using LockCheck.Conformance.Native;
using LockCheck.Conformance.Targets;

namespace LockCheck.Conformance.PausedWriter;

/// <summary>
/// ioctl(PROCMAP_QUERY) on /proc/PID/maps in a loop: each asks for the VMA at the end of the last answer, or the next.
/// </summary>
internal sealed unsafe class QueryPass : IDisposable
{
    /// <summary>_IOWR('f', 17, struct procmap_query), include/uapi/linux/fs.h.</summary>
    private const nuint ProcMapQuery = 0xC068_6611;

    private const ulong CoveringOrNext = 0x10;
    private const int ENOENT = 2;
    private const ulong ReadWriteExecShared = 15;

    private readonly int _file;

    /// <summary>Opens the file.</summary>
    /// <param name="process">The process id.</param>
    public QueryPass(int process)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/maps");
        _file = Libc.Open(path, Libc.ReadOnly | Libc.CloseOnExec, 0);
        if (_file < 0)
        {
            throw new TargetException($"{path} cannot be opened, errno {Marshal.GetLastPInvokeError()}");
        }
    }

    /// <summary>The VMAs between two addresses.</summary>
    public List<ShownVma> Read(ulong start, ulong end)
    {
        var vmas = new List<ShownVma>();
        while (true)
        {
            var query = new Query { Size = (ulong)sizeof(Query), Flags = CoveringOrNext, Address = start };
            if (Libc.Ioctl(_file, ProcMapQuery, &query) < 0)
            {
                var error = Marshal.GetLastPInvokeError();
                return error == ENOENT ? vmas : throw new TargetException($"PROCMAP_QUERY failed, errno {error}");
            }

            if (query.VmaStart >= end)
            {
                return vmas;
            }

            vmas.Add(new ShownVma(query.VmaStart, query.VmaEnd, (byte)(query.VmaFlags & ReadWriteExecShared)));
            start = query.VmaEnd;
        }
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
