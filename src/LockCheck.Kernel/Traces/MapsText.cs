using LockCheck.Kernel.Exact;

namespace LockCheck.Kernel.Traces;

/// <summary>Shows an address space as /proc/PID/maps does (show_map_vma, fs/proc/task_mmu.c, 6.18).</summary>
/// <param name="inodes">Device and inode of the files for which they are known.</param>
/// <param name="names">The names of anonymous memory, by their numbers less one.</param>
/// <param name="stack">An address in the stack of the first thread (start_stack), in pages.</param>
/// <param name="gate">The line of [vsyscall], or none.</param>
internal sealed class MapsText(
    IReadOnlyDictionary<long, string> inodes, IReadOnlyList<string> names, long stack, MapsLine? gate)
{
    /// <summary>The lines from an address on.</summary>
    public List<MapsLine> From(ExactSpace space, ulong address)
    {
        var lines = new List<MapsLine>(space.Count + 1);
        for (var vma = space.Find(address); vma is not null; vma = vma.Next)
        {
            if (vma.Start >= (long)(address >> ExactSpace.PageShift))
            {
                lines.Add(LineOf(space, vma));
            }
        }

        if (gate is not null)
        {
            lines.Add(gate);
        }

        return lines;
    }

    /// <summary>The last column of a VMA's line.</summary>
    public string ColumnOf(ExactSpace space, ExactVma vma) => vma.File?.Name ?? NameOf(space, vma);

    private MapsLine LineOf(ExactSpace space, ExactVma vma)
    {
        var isMapped = vma.File is { } file && !file.Name.StartsWith('[');
        return new MapsLine(
            (ulong)vma.Start << ExactSpace.PageShift,
            (ulong)vma.End << ExactSpace.PageShift,
            PermissionsOf(vma.Flags),
            isMapped ? (ulong)vma.Pgoff << ExactSpace.PageShift : 0,
            !isMapped ? "00:00 0" : inodes.GetValueOrDefault(vma.File!.Id),
            ColumnOf(space, vma),
            (vma.Flags & VmFlags.GrowsDown) != 0);
    }

    private string NameOf(ExactSpace space, ExactVma vma)
    {
        var start = (ulong)vma.Start << ExactSpace.PageShift;
        var end = (ulong)vma.End << ExactSpace.PageShift;
        return start < space.Brk && end > space.StartBrk && space.StartBrk != 0 ? "[heap]"
            : vma.Start <= stack && vma.End >= stack ? "[stack]"
            : vma.AnonName > 0 ? $"[anon:{names[vma.AnonName - 1]}]"
            : string.Empty;
    }

    private static string PermissionsOf(VmFlags flags) => string.Create(4, flags, static (text, flags) =>
    {
        text[0] = (flags & VmFlags.Read) != 0 ? 'r' : '-';
        text[1] = (flags & VmFlags.Write) != 0 ? 'w' : '-';
        text[2] = (flags & VmFlags.Exec) != 0 ? 'x' : '-';
        text[3] = (flags & VmFlags.MayShare) != 0 ? 's' : 'p';
    });
}
