using System.Collections.Immutable;

namespace LockCheck.Kernel.Layouts;

/// <summary>
/// Parses the text of /proc/PID/maps, strictly: a text that the kernel would not print is an error, because a map that
/// was cut or mixed up gives a model of a process that never was.
/// <para>
/// A file is told from another by device, inode and path: two files of the same name that were opened twice cannot be
/// told apart in maps. Traits come from the last column: <c>[stack]</c> grows down; any other name in brackets that
/// the kernel gives to memory without a file ([vvar], [vvar_vclock], [vdso], [uprobes], ...), except [heap] and
/// [anon:...], is a special mapping (VM_DONTEXPAND); System V shared memory (/SYSV...) has a close hook.
/// </para>
/// </summary>
public static class ProcMaps
{
    /// <summary>Reads and parses a file that holds a copy of /proc/PID/maps.</summary>
    /// <param name="path">The file.</param>
    /// <param name="pageBytes">Size of a page of the machine it comes from, in bytes.</param>
    /// <exception cref="LayoutException">The file cannot be read, or its text is not a whole maps text.</exception>
    public static RealMap ReadFile(string path, int pageBytes = Layout.PageBytesDefault)
    {
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LayoutException(
                $"{path} cannot be read ({e.Message.TrimEnd('.')})",
                "a path that is not there, or a file of another user",
                "check the path and its permissions",
                e);
        }

        return Parse(text, path, pageBytes);
    }

    /// <summary>Parses a whole maps text.</summary>
    /// <param name="text">The text, with the newline of its last line.</param>
    /// <param name="source">What to call the text in errors: a path, usually.</param>
    /// <param name="pageBytes">Size of a page of the machine it comes from, in bytes.</param>
    /// <exception cref="LayoutException">Names the line, its text, the usual cause and what to do.</exception>
    public static RealMap Parse(string text, string source = "maps", int pageBytes = Layout.PageBytesDefault)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!LayoutRules.IsPageSize(pageBytes))
        {
            throw new ArgumentOutOfRangeException(nameof(pageBytes), pageBytes, "a power of two of at least 4096");
        }

        string[] lines = text.Split('\n');
        var vmas = ImmutableArray.CreateBuilder<RealVma>(lines.Length);
        var files = new Dictionary<(string Device, string Inode, string Path), int>();
        int gates = 0;
        for (int i = 0; i < lines.Length; i++)
        {
            // What stands behind the last newline must be nothing: the kernel ends every line with one.
            if (i == lines.Length - 1 && lines[i].Length == 0) break;
            var line = new ProcMapsLine(source, i + 1, lines[i], pageBytes);
            if (i == lines.Length - 1) throw line.NoNewline();
            // A path may well end in a carriage return; all of them, and anonymous memory too, may not.
            if (i == 0 && lines[..^1].All(l => l.EndsWith('\r'))) throw line.WindowsLineEnds();
            RealVma vma = line.Parse(files);
            if (vma.Name == "[vsyscall]")
            {
                gates++;
                continue;
            }

            if (vmas.Count > 0 && vma.Start < vmas[^1].End) throw line.OutOfOrder(vma, vmas[^1]);
            vmas.Add(vma);
        }

        return vmas.Count > 0 ? new RealMap(vmas.ToImmutable(), gates, pageBytes) : throw NoVma(source, text.Length);
    }

    private static LayoutException NoVma(string source, int length) => new(
        length == 0 ? $"{source} is empty" : $"{source} lists no VMA of the process's own tree",
        "a kernel thread or a zombie (they have no memory map), a process that exited during the copy, or a copy that "
            + "failed",
        "pick a process that runs a program, or copy its maps again while it runs");
}
