using System.Globalization;
using System.Text;

namespace LockCheck.Engine;

/// <summary>Writes files that are either there as a whole or not at all.</summary>
public static class AtomicFile
{
    /// <summary>How the names of temporary files end.</summary>
    internal const string PartSuffix = ".part";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);
    private static int s_written;

    /// <summary>
    /// Writes a text as UTF-8: to a temporary file in the same folder, which then takes the place of the file that is
    /// there. A reader sees the old file or the new one, and a failed write leaves the old one.
    /// </summary>
    /// <param name="path">The file. A link is followed; a device under /dev is written to and not replaced.</param>
    /// <param name="text">The text, with its own line ends.</param>
    public static void Write(string path, string text) => Write(path, stream => stream.Write(Utf8.GetBytes(text)));

    /// <summary>Writes a file in the same way, piece by piece.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes it to a stream that it is given.</param>
    internal static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var full = Path.GetFullPath(path);
        if (full.StartsWith("/dev/", StringComparison.Ordinal))
        {
            using var device = new FileStream(full, FileMode.Create, FileAccess.Write);
            write(device);
            return;
        }

        if (new FileInfo(full).LinkTarget is not null)
        {
            full = File.ResolveLinkTarget(full, returnFinalTarget: true)!.FullName;
        }

        var number = Interlocked.Increment(ref s_written);
        var temporary = string.Create(
            CultureInfo.InvariantCulture,
            $"{Path.GetDirectoryName(full)}/.{Path.GetFileName(full)}.{Environment.ProcessId}-{number}{PartSuffix}");
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, full, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
