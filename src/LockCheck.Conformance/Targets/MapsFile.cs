using System.Globalization;
using System.Runtime.InteropServices;
using LockCheck.Conformance.Native;
using LockCheck.Kernel.Recordings;

namespace LockCheck.Conformance.Targets;

/// <summary>/proc/PID/maps of a target, kept open, read by pread from its start each time.</summary>
public sealed unsafe class MapsFile : IDisposable
{
    private const int PageShift = 12;

    private readonly int _file;
    private readonly List<MapRow> _rows = [];
    private byte[] _buffer = new byte[16 * 1024];

    /// <summary>Opens the file.</summary>
    /// <param name="process">The process id.</param>
    /// <exception cref="TargetException">It cannot be opened.</exception>
    public MapsFile(int process)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/maps");
        _file = Libc.Open(path, Libc.ReadOnly | Libc.CloseOnExec, 0);
        if (_file < 0)
        {
            throw new TargetException($"{path} cannot be opened, errno {Marshal.GetLastPInvokeError()}");
        }
    }

    /// <summary>The lines between two addresses, in pages from the first; valid until the next call.</summary>
    /// <param name="start">The first address.</param>
    /// <param name="end">One past the last address.</param>
    public IReadOnlyList<MapRow> Read(ulong start, ulong end)
    {
        _rows.Clear();
        var (done, parsed) = (0, 0);
        while (true)
        {
            if (_buffer.Length - done < 4096)
            {
                Array.Resize(ref _buffer, 2 * _buffer.Length);
            }

            var count = ReadOnce(done);
            done += count;
            for (int length; (length = _buffer.AsSpan(parsed, done - parsed).IndexOf((byte)'\n')) >= 0;)
            {
                if (!Add(_buffer.AsSpan(parsed, length), start, end))
                {
                    return _rows;
                }

                parsed += length + 1;
            }

            if (count == 0)
            {
                return _rows;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _ = Libc.Close(_file);

    private static ulong Hexadecimal(ref ReadOnlySpan<byte> text)
    {
        var value = 0ul;
        var at = 0;
        for (; at < text.Length; at++)
        {
            var digit = text[at] is >= (byte)'0' and <= (byte)'9' ? text[at] - '0'
                : text[at] is >= (byte)'a' and <= (byte)'f' ? text[at] - 'a' + 10
                : -1;
            if (digit < 0)
            {
                break;
            }

            value = (value << 4) | (uint)digit;
        }

        // What follows a number is one separator.
        text = text[Math.Min(at + 1, text.Length)..];
        return value;
    }

    private int ReadOnce(int at)
    {
        fixed (byte* start = _buffer)
        {
            while (true)
            {
                var count = Libc.ReadAt(_file, start + at, (nuint)(_buffer.Length - at), at);
                if (count >= 0)
                {
                    return (int)count;
                }

                var error = Marshal.GetLastPInvokeError();
                if (error != Libc.EINTR)
                {
                    throw new TargetException($"the target's maps cannot be read, errno {error}");
                }
            }
        }
    }

    /// <summary>Adds a line if it lies in the range; whether the next one may.</summary>
    private bool Add(ReadOnlySpan<byte> line, ulong start, ulong end)
    {
        var first = Hexadecimal(ref line);
        var last = Hexadecimal(ref line);
        if (first >= end)
        {
            return false;
        }

        if (last <= start)
        {
            return true;
        }

        var permissions = MapsText.Permissions(line[..4]);
        line = line[5..];
        var offset = Hexadecimal(ref line);
        _ = Hexadecimal(ref line);
        _ = Hexadecimal(ref line);
        line = line[(line.IndexOf((byte)' ') + 1)..];
        _rows.Add(new MapRow(
            (long)((first - start) >> PageShift),
            (long)((last - start) >> PageShift),
            permissions,
            (long)(offset >> PageShift),
            MapsText.Name(line.Trim((byte)' '))));
        return true;
    }
}
