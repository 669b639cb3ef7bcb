using System.Collections.Immutable;
using LockCheck.Kernel.Exact;
using LockCheck.Kernel.Layouts;

namespace LockCheck.Kernel.Traces;

/// <summary>A copy of /proc/PID/maps, as the start of a replay or as what is to come out of one.</summary>
public sealed class MapsFile
{
    private readonly RealMap _map;

    private MapsFile(RealMap map, ImmutableArray<MapsLine> lines) => (_map, Lines) = (map, lines);

    /// <summary>Its lines, with the gate VMA.</summary>
    public ImmutableArray<MapsLine> Lines { get; }

    /// <summary>The path of the program: the lowest file.</summary>
    internal string? Program => Lines.FirstOrDefault(line => line.Name.StartsWith('/'))?.Name;

    /// <summary>Parses a text.</summary>
    /// <exception cref="LayoutException">It is no whole maps text.</exception>
    public static MapsFile Parse(string text, string source)
    {
        var map = ProcMaps.Parse(text, source);
        return new MapsFile(map, [.. text.Split('\n').Where(line => line.Length > 0).Select(MapsLine.Parse)]);
    }

    /// <summary>The address space that looks like this.</summary>
    /// <param name="inodes">Gets device and inode of each struct file.</param>
    internal ExactSpace ToSpace(Dictionary<long, string> inodes)
    {
        var space = new ExactSpace(ExactRules.Linux618);
        var files = new Dictionary<int, MappedFile>();
        var own = Lines.Where(line => !string.Equals(line.Name, "[vsyscall]", StringComparison.Ordinal)).ToList();
        for (var at = 0; at < own.Count; at++)
        {
            var real = _map.Vmas[at];
            var line = own[at];
            var file = (MappedFile?)null;
            if (real.FileId != 0 && !files.TryGetValue(real.FileId, out file))
            {
                files.Add(real.FileId, file = space.Open(id => FileNames.Make(id, line.Name, isWritable: true)));
                inodes.Add(file.Id, line.Inode!);
            }
            else if ((real.Traits & VmaTraits.Special) != 0)
            {
                file = space.Open(id => new MappedFile(id, line.Name, long.MaxValue >> 16));
            }

            if (string.Equals(line.Name, "[heap]", StringComparison.Ordinal))
            {
                space.StartBrk = space.StartBrk == 0 ? line.Start : space.StartBrk;
                space.Brk = line.End;
            }

            space.Vmas.Insert(ToVma(real, line, file));
        }

        return space;
    }

    private static ExactVma ToVma(RealVma real, MapsLine line, MappedFile? file)
    {
        const VmFlags Mapped = VmFlags.Io | VmFlags.PfnMap | VmFlags.DontExpand | VmFlags.DontDump;
        var flags = (VmFlags)real.Prot & VmFlags.Access;
        flags |= (real.Traits & VmaTraits.Special) == 0 ? VmFlags.MayAll
            : line.Name.StartsWith("[vvar", StringComparison.Ordinal) ? VmFlags.MayRead | Mapped
            : VmFlags.MayAll | VmFlags.DontExpand;
        flags |= (real.Prot & Prot.Shared) != 0 ? VmFlags.Shared | VmFlags.MayShare : 0;
        flags |= line.GrowsDown ? VmFlags.GrowsDown : 0;
        flags |= (flags & (VmFlags.Shared | VmFlags.Write)) == VmFlags.Write ? VmFlags.Account : 0;
        var start = (long)(line.Start >> ExactSpace.PageShift);
        return new ExactVma(
            start,
            (long)(line.End >> ExactSpace.PageShift),
            flags,
            file,
            real.FileId == 0 ? start : (long)(line.Offset >> ExactSpace.PageShift));
    }
}
