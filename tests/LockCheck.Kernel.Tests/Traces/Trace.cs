using System.IO.Compression;
using System.Text;
using LockCheck.Kernel.Traces;

namespace LockCheck.Kernel.Tests.Traces;

/// <summary>The recorded programs in <c>data/traces</c>, and small logs written by hand.</summary>
internal static class Trace
{
    /// <summary>A program of one page, and a stack.</summary>
    public const string Small =
        "555555554000-555555555000 r-xp 00000000 fe:00 7                          /bin/small\n" +
        "7ffffffde000-7ffffffff000 rw-p 00000000 00:00 0                          [stack]\n";

    /// <summary>A recorded text.</summary>
    public static byte[] Bytes(string name)
    {
        using var file = File.OpenRead(Path.Combine(Golden.Data, "traces", name + ".gz"));
        using var text = new GZipStream(file, CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        text.CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>A recorded map.</summary>
    public static MapsFile Maps(string name) => MapsFile.Parse(Encoding.UTF8.GetString(Bytes(name)), name);

    /// <summary>Replays a log on a map.</summary>
    public static TraceOutcome Replay(TraceRequest request, byte[] log)
    {
        using var stream = new MemoryStream(log);
        return new TraceReplay(request).Run(stream);
    }

    /// <summary>Replays lines on the small program.</summary>
    public static TraceOutcome Replay(string[] log, Func<TraceRequest, TraceRequest>? with = null)
    {
        var request = new TraceRequest(MapsFile.Parse(Small, "maps"));
        return Replay(
            with is null ? request : with(request), Encoding.UTF8.GetBytes(string.Join('\n', log) + "\n"));
    }

    /// <summary>The lines between the program and its stack, without what is the same in all.</summary>
    public static string[] Between(TraceOutcome outcome) =>
    [
        .. outcome.Map
            .Where(line => line.Name is not ("/bin/small" or "[stack]"))
            .Select(line => $"{line.Start:x}-{line.End:x} {line.Permissions} {line.Offset:x} {line.Name}".TrimEnd()),
    ];
}
