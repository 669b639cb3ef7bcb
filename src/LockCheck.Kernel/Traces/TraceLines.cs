namespace LockCheck.Kernel.Traces;

/// <summary>The lines of a stream as bytes, in one buffer that grows only for a line that is longer than it.</summary>
internal sealed class TraceLines(Stream stream)
{
    private const int LineBytesMax = 1 << 26;
    private byte[] _buffer = new byte[1 << 18];
    private int _start;
    private int _end;
    private bool _isAtEnd;

    /// <summary>The number of the last line, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>How many bytes the lines took so far.</summary>
    public long Bytes { get; private set; }

    /// <summary>Whether the last line had no newline: the log ends in it.</summary>
    public bool IsCut { get; private set; }

    /// <summary>The next line without its newline; it is valid until the next call.</summary>
    public bool TryNext(out ReadOnlySpan<byte> line)
    {
        var scanned = 0;
        while (true)
        {
            var rest = _buffer.AsSpan(_start, _end - _start);
            var at = rest[scanned..].IndexOf((byte)'\n');
            if (at >= 0)
            {
                Take(rest[..(scanned + at)], 1, out line);
                return true;
            }

            scanned = rest.Length;
            if (_isAtEnd)
            {
                IsCut = rest.Length > 0;
                Take(rest, 0, out line);
                return IsCut;
            }

            Fill();
        }
    }

    private void Take(ReadOnlySpan<byte> text, int newline, out ReadOnlySpan<byte> line)
    {
        line = text;
        _start += text.Length + newline;
        Bytes += text.Length + newline;
        Number += text.Length + newline > 0 ? 1 : 0;
    }

    private void Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            if (_end >= LineBytesMax)
            {
                throw new TraceException(Number + 1, "the line is longer than 64 MiB", _buffer.AsSpan(0, 200));
            }

            Array.Resize(ref _buffer, 2 * _end);
        }

        var got = stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += got;
        _isAtEnd = got == 0;
    }
}
