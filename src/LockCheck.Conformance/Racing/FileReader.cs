using System.Globalization;
using System.Runtime.InteropServices;
using LockCheck.Conformance.Native;
using LockCheck.Conformance.Targets;
using LockCheck.Kernel;

namespace LockCheck.Conformance.Racing;

/// <summary>
/// /proc/PID/maps or smaps, from its start each time, in reads of as many bytes. One of fewer bytes than a line has
/// fills the kernel's buffer with one record: the rest of it is left over for the next reads.
/// </summary>
internal sealed unsafe class FileReader : RaceReader
{
    /// <summary>More than seq_file gives at once.</summary>
    public const int WholePage = 8 * 4096;

    /// <summary>Fewer bytes than any line has.</summary>
    public const int OneRecord = 32;

    private readonly int _file;
    private readonly int _bytes;
    private byte[] _buffer = new byte[2 * WholePage];

    /// <summary>Opens the file of a process.</summary>
    /// <exception cref="TargetException">It cannot be opened.</exception>
    public FileReader(string name, string model, RecordsPerPage page, int process, string file, int bytes)
        : base(name, model, page)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/{file}");
        _bytes = bytes;
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
        var (done, parsed) = (0, 0);
        for (int count; (count = ReadOnce(done)) > 0;)
        {
            done += count;
            if (_buffer.Length - done < _bytes)
            {
                Array.Resize(ref _buffer, 2 * _buffer.Length);
            }

            for (int length; (length = _buffer.AsSpan(parsed, done - parsed).IndexOf((byte)'\n')) >= 0;)
            {
                if (!AddLine(_buffer.AsSpan(parsed, length)))
                {
                    return;
                }

                parsed += length + 1;
            }
        }
    }

    /// <summary>A line of maps; the others of smaps begin with a capital letter.</summary>
    private bool AddLine(ReadOnlySpan<byte> line)
    {
        if (line.IsEmpty || line[0] is >= (byte)'A' and <= (byte)'Z')
        {
            return true;
        }

        var start = Hexadecimal(ref line);
        var end = Hexadecimal(ref line);
        var prot = (line[0] == 'r' ? 1 : 0) | (line[1] == 'w' ? 2 : 0) | (line[2] == 'x' ? 4 : 0) |
            (line[3] == 's' ? 8 : 0);
        return Add(start, end, (byte)prot);
    }

    private static ulong Hexadecimal(ref ReadOnlySpan<byte> text)
    {
        var length = text.IndexOfAny((byte)'-', (byte)' ');
        var value = ulong.Parse(text[..length], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        text = text[(length + 1)..];
        return value;
    }

    private int ReadOnce(int at)
    {
        fixed (byte* start = _buffer)
        {
            while (true)
            {
                var count = Libc.ReadAt(_file, start + at, (nuint)_bytes, at);
                if (count >= 0)
                {
                    return (int)count;
                }

                var error = Marshal.GetLastPInvokeError();
                if (error != Libc.EINTR)
                {
                    throw new TargetException($"{Name} of the target cannot be read, errno {error}");
                }
            }
        }
    }
}
