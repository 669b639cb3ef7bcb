using System.Globalization;
using System.Runtime.InteropServices;
using LockCheck.Conformance.Model;
using LockCheck.Conformance.Native;
using LockCheck.Conformance.Targets;

namespace LockCheck.Conformance.Resume;

/// <summary>A pass of ioctl(PROCMAP_QUERY): each asks for the VMA at the end of the last answer, or the next.</summary>
internal sealed unsafe class QueryListing : KernelListing
{
    /// <summary>_IOWR('f', 17, struct procmap_query), include/uapi/linux/fs.h.</summary>
    private const nuint ProcMapQuery = 0xC068_6611;

    private const ulong CoveringOrNext = 0x10;
    private const int ENOENT = 2;
    private const ulong ReadWriteExecShared = 15;

    private readonly int _file;
    private ulong _from;

    /// <summary>Begins a pass at the start of the region.</summary>
    /// <param name="process">The process id.</param>
    public QueryListing(int process)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/maps");
        _file = Libc.Open(path, Libc.ReadOnly | Libc.CloseOnExec, 0);
        _from = TargetProcess.RegionStart;
        if (_file < 0)
        {
            throw new TargetException($"{path} cannot be opened, errno {Marshal.GetLastPInvokeError()}");
        }
    }

    /// <inheritdoc/>
    public override ShownVma? Next()
    {
        var query = new Query { Size = (ulong)sizeof(Query), Flags = CoveringOrNext, Address = _from };
        if (Libc.Ioctl(_file, ProcMapQuery, &query) < 0)
        {
            var error = Marshal.GetLastPInvokeError();
            return error == ENOENT ? null : throw new TargetException($"PROCMAP_QUERY failed, errno {error}");
        }

        _from = query.VmaEnd;
        return new ShownVma(query.VmaStart, query.VmaEnd, (byte)(query.VmaFlags & ReadWriteExecShared));
    }

    /// <inheritdoc/>
    public override IEnumerable<ShownVma> Rest()
    {
        while (Next() is { } vma)
        {
            yield return vma;
        }
    }

    /// <inheritdoc/>
    public override void Dispose() => _ = Libc.Close(_file);

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
