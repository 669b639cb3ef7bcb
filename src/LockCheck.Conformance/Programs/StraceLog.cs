using System.Globalization;
using System.Text;

namespace LockCheck.Conformance.Programs;

/// <summary>
/// The log of strace as it comes in, line by line: who has made an exec, and who has asked to end. A call is in the log
/// as soon as it has been entered, and its line is not complete before it has returned.
/// </summary>
internal sealed class StraceLog
{
    private readonly List<byte> _bytes = [];
    private int _line;
    private bool _isExitSeen;

    /// <summary>Gets the thread that the log begins with; 0 before it has begun.</summary>
    public int First { get; private set; }

    /// <summary>Gets how many times the first thread has executed a program.</summary>
    public int Execs { get; private set; }

    /// <summary>Gets where the line of its last exec begins.</summary>
    public int LastExec { get; private set; }

    /// <summary>Gets the threads that have asked to end their process, in this order.</summary>
    public List<int> Exits { get; } = [];

    /// <summary>Takes what has come in.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        _bytes.AddRange(bytes);
        for (int end; (end = _bytes.IndexOf((byte)'\n', _line)) >= 0; _line = end + 1, _isExitSeen = false)
        {
            var text = Encoding.Latin1.GetString(Bytes(_line, end));
            LookForExit(text);
            var id = IdOf(text);
            First = First == 0 ? id : First;

            // Who else writes meanwhile ends the line; what follows is in one of its own then.
            if (id == First && text.Contains("execve", StringComparison.Ordinal) &&
                (text.EndsWith(" = 0", StringComparison.Ordinal) ||
                text.EndsWith(" = 0 (DELAYED)", StringComparison.Ordinal)))
            {
                Execs++;
                LastExec = _line;
            }
        }

        LookForExit(Encoding.Latin1.GetString(Bytes(_line, Math.Min(_bytes.Count, _line + 40))));
    }

    /// <summary>The log from some place on, without strace's remarks that it has held somebody.</summary>
    public byte[] From(int start) => Encoding.Latin1.GetBytes(
        Encoding.Latin1.GetString(Bytes(start, _bytes.Count)).Replace(" (DELAYED)", "", StringComparison.Ordinal));

    private static int IdOf(string line)
    {
        var digits = line.TakeWhile(char.IsAsciiDigit).Count();
        _ = int.TryParse(line.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var id);
        return id;
    }

    private void LookForExit(string line)
    {
        if (!_isExitSeen && line.TrimStart("0123456789".ToCharArray()).TrimStart()
            .StartsWith("exit_group(", StringComparison.Ordinal))
        {
            _isExitSeen = true;
            Exits.Add(IdOf(line));
        }
    }

    private ReadOnlySpan<byte> Bytes(int start, int end) =>
        System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_bytes)[start..end];
}
