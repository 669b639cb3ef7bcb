using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using LockCheck.Conformance.Model;
using LockCheck.Conformance.Native;
using LockCheck.Conformance.Targets;

namespace LockCheck.Conformance.Resume;

/// <summary>
/// A pass over /proc/PID/maps or smaps. A read(2) of exactly a record's length formats this record and no other: one
/// byte more, or a byte that was left over from the read before, and the kernel would have formatted the next one, too.
/// How long the records are is found out by a pass before this one.
/// </summary>
internal sealed unsafe class TextListing : KernelListing
{
    private const int BufferBytes = 64 * 1024;

    private readonly string _path;
    private readonly byte[] _buffer = new byte[BufferBytes];
    private readonly List<int> _lengths;
    private readonly int _file;
    private int _next;

    /// <summary>Begins a pass.</summary>
    /// <param name="path">The file.</param>
    public TextListing(string path)
    {
        _path = path;
        _file = Open(path);
        try
        {
            var other = Open(path);
            try
            {
                _lengths = [.. Records(ReadAll(other)).Select(record => record.Length)];
            }
            finally
            {
                _ = Libc.Close(other);
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override ShownVma? Next()
    {
        if (_next == _lengths.Count)
        {
            return null;
        }

        var length = _lengths[_next++];
        var count = Read(_file, length);
        return count == length && _buffer[count - 1] == '\n'
            ? VmaOf(Encoding.UTF8.GetString(_buffer, 0, count))
            : throw new TargetException(
                $"a read of {length} bytes of {_path} gave {count}, although nothing had changed the map");
    }

    /// <inheritdoc/>
    public override IEnumerable<ShownVma> Rest() => Records(ReadAll(_file)).Select(VmaOf);

    /// <inheritdoc/>
    public override void Dispose() => _ = Libc.Close(_file);

    /// <summary>The records of a text: each begins with a line that begins with an address.</summary>
    internal static IEnumerable<string> Records(string text)
    {
        var start = 0;
        for (var at = 1; at <= text.Length; at++)
        {
            if (at == text.Length || (text[at - 1] == '\n' && char.IsAsciiHexDigitLower(text[at])))
            {
                yield return text[start..at];
                start = at;
            }
        }
    }

    /// <summary>The beginning of the first line of a record.</summary>
    internal static ShownVma VmaOf(string record)
    {
        var dash = record.IndexOf('-', StringComparison.Ordinal);
        var space = record.IndexOf(' ', StringComparison.Ordinal);
        var permissions = record.AsSpan(space + 1, 4);
        var prot = (permissions[0] == 'r' ? 1 : 0) | (permissions[1] == 'w' ? 2 : 0) |
            (permissions[2] == 'x' ? 4 : 0) | (permissions[3] == 's' ? 8 : 0);
        return new ShownVma(
            AddressOf(record.AsSpan(0, dash)), AddressOf(record.AsSpan(dash + 1, space - dash - 1)), (byte)prot);
    }

    private static ulong AddressOf(ReadOnlySpan<char> text) =>
        ulong.Parse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static int Open(string path)
    {
        var file = Libc.Open(path, Libc.ReadOnly | Libc.CloseOnExec, 0);
        return file >= 0 ? file
            : throw new TargetException($"{path} cannot be opened, errno {Marshal.GetLastPInvokeError()}");
    }

    private string ReadAll(int file)
    {
        var text = new StringBuilder();
        for (int count; (count = Read(file, BufferBytes)) > 0;)
        {
            text.Append(Encoding.UTF8.GetString(_buffer, 0, count));
        }

        return text.ToString();
    }

    private int Read(int file, int bytes)
    {
        fixed (byte* start = _buffer)
        {
            while (true)
            {
                var count = Libc.Read(file, start, (nuint)bytes);
                if (count >= 0)
                {
                    return (int)count;
                }

                if (Marshal.GetLastPInvokeError() is var error && error != Libc.EINTR)
                {
                    throw new TargetException($"{_path} cannot be read, errno {error}");
                }
            }
        }
    }
}
