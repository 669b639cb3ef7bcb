using System.Globalization;

namespace LockCheck.Kernel.Layouts;

/// <summary>One line of /proc/PID/maps, <c>start-end perms offset dev inode [path]</c>, and its errors.</summary>
internal sealed class ProcMapsLine(string source, int number, string text, int pageBytes)
{
    private const string CopyAgain = "copy it again in one go (cat /proc/PID/maps > FILE)";
    private int _at;

    /// <summary>Parses the line; a file that was not seen before gets the next number.</summary>
    public RealVma Parse(Dictionary<(string Device, string Inode, string Path), int> files)
    {
        string range = Field("address range");
        int dash = range.IndexOf('-');
        if (dash < 0 || !TryHex(range[..dash], out ulong start) || !TryHex(range[(dash + 1)..], out ulong end))
            throw Fail($"the address range {TextEscape.Quote(range)} is not START-END of 8 to 16 digits 0-9a-f each");
        if (start >= end) throw Fail($"the address range {TextEscape.Quote(range)} is empty or backwards");

        string perms = Field("permissions");
        if (!TryProt(perms, out Prot prot))
            throw Fail($"the permissions {TextEscape.Quote(perms)} are not the four letters [r-][w-][x-][sp]");

        string offsetText = Field("offset");
        if (!TryHex(offsetText, out ulong offset))
            throw Fail($"the offset {TextEscape.Quote(offsetText)} is not 8 to 16 digits 0-9a-f");

        string device = Field("device");
        string[] numbers = device.Split(':');
        if (numbers.Length != 2 || !numbers.All(n => n.Length >= 2 && n.All(IsHexDigit)))
            throw Fail($"the device {TextEscape.Quote(device)} is not MAJOR:MINOR of two or more digits 0-9a-f each");

        string inode = Field("inode", last: true);
        if (!ulong.TryParse(inode, NumberStyles.None, CultureInfo.InvariantCulture, out ulong inodeNumber))
            throw Fail($"the inode {TextEscape.Quote(inode)} is not a decimal number");

        string name = text[_at..].TrimStart(' ');
        bool hasFile = inodeNumber != 0 || device.Any(c => c is not ('0' or ':')) || name.StartsWith('/');
        if (hasFile && name.Length == 0) throw Fail("the line has an inode but ends before the path");
        if (((start | end | offset) & ((ulong)pageBytes - 1)) != 0)
        {
            throw Fail(
                $"an address or offset is not a multiple of {pageBytes} bytes",
                "digits lost in a copy, or the text comes from a machine with another page size",
                "copy the file again, or give the page size of that machine (getconf PAGESIZE)");
        }

        return new RealVma(start, end, prot)
        {
            OffsetBytes = offset,
            FileId = hasFile ? FileOf(files, (device, inode, name)) : 0,
            Name = name.Length == 0 ? null : name,
            Traits = TraitsOf(name, hasFile),
        };
    }

    /// <summary>The text ends without a newline, so it is not all that the kernel printed.</summary>
    public LayoutException NoNewline() => Fail("the text ends inside this line, before its newline");

    /// <summary>Every line ends in a carriage return, which would become part of the names.</summary>
    public LayoutException WindowsLineEnds() => Fail(
        "the lines end in carriage return and newline",
        "the copy went through Windows or a mail program",
        "take the carriage returns out (sed -i 's/\\r$//' FILE)");

    /// <summary>The range starts below the end of the line before it.</summary>
    public LayoutException OutOfOrder(RealVma vma, RealVma before)
    {
        bool overlap = before.Start < vma.End;
        return Fail(
            $"{vma.Start:x8}-{vma.End:x8} {(overlap ? "overlaps" : "lies below")} the range before it, "
                + $"{before.Start:x8}-{before.End:x8}",
            "the process changed its map while it was being copied, or two files were joined",
            "stop the process (kill -STOP PID) while you copy its maps");
    }

    private static int FileOf(
        Dictionary<(string Device, string Inode, string Path), int> files, (string, string, string) key)
    {
        if (!files.TryGetValue(key, out int id)) files.Add(key, id = files.Count + 1);
        return id;
    }

    private static VmaTraits TraitsOf(string name, bool hasFile)
    {
        // SysV shared memory has shm_close; the path is all that maps shows of it.
        if (hasFile) return name.StartsWith("/SYSV", StringComparison.Ordinal) ? VmaTraits.CloseHook : VmaTraits.None;
        if (name == "[stack]") return VmaTraits.GrowsDown;
        bool ordinary = !name.StartsWith('[') || name == "[heap]"
            || LayoutVma.AnonNameOf(name) is not null || name.StartsWith("[stack:", StringComparison.Ordinal);
        return ordinary ? VmaTraits.None : VmaTraits.Special;
    }

    private static bool TryProt(string perms, out Prot prot)
    {
        prot = Prot.None;
        if (perms.Length != 4) return false;
        if (perms[0] == 'r') prot |= Prot.Read;
        if (perms[1] == 'w') prot |= Prot.Write;
        if (perms[2] == 'x') prot |= Prot.Exec;
        if (perms[3] == 's') prot |= Prot.Shared;
        return perms[0] is 'r' or '-' && perms[1] is 'w' or '-' && perms[2] is 'x' or '-' && perms[3] is 's' or 'p';
    }

    /// <summary>The kernel prints at least 8 digits, so fewer tell that the start of the line was lost.</summary>
    private static bool TryHex(string digits, out ulong number)
    {
        number = 0;
        return digits.Length is >= 8 and <= 16 && digits.All(IsHexDigit)
            && ulong.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number);
    }

    private static bool IsHexDigit(char c) => c is (>= '0' and <= '9') or (>= 'a' and <= 'f');

    private string Field(string what, bool last = false)
    {
        int from = _at;
        if (from == text.Length) throw Fail($"the line ends before the {what}");
        int end = text.IndexOf(' ', from);
        if (end == from) throw Fail($"the column of the {what} is empty");
        if (end > from)
        {
            _at = end + 1;
            return text[from..end];
        }

        // The kernel prints a blank behind every field, the inode of anonymous memory too; many editors strip that one.
        if (!last) throw Fail($"the line ends inside or right behind the {what}");
        _at = text.Length;
        return text[from..];
    }

    private LayoutException Fail(string what) => Fail(
        what,
        text.EndsWith("kB", StringComparison.Ordinal)
            ? "this is a copy of /proc/PID/smaps, not of maps"
            : "the copy was cut: taken while the file was still written, a partial read, or a pasted part of it",
        CopyAgain);

    private LayoutException Fail(string what, string usualCause, string toDo) =>
        new($"{source} line {number}: {what}, in {TextEscape.Quote(text)}", usualCause, toDo);
}
