using System.Runtime.InteropServices;
using LockCheck.Conformance.Native;

namespace LockCheck.Conformance.Targets;

/// <summary>
/// Starts the program of a target with two files as its standard input and output: by posix_spawn, which does not fork
/// a copy of this runtime, from a memfd, or from a temporary file where memory may not be executed so.
/// </summary>
internal static unsafe class TargetSpawn
{
    private const uint MemoryFileCloseOnExec = 1;
    private const uint MemoryFileExecutable = 0x10;

    /// <summary>
    /// POSIX_SPAWN_SETPGROUP, SETSIGDEF and SETSIGMASK: Ctrl-C on a terminal reaches this process only.
    /// </summary>
    private const short Flags = 2 | 4 | 8;

    /// <summary>More than glibc and musl need for their opaque structures.</summary>
    private const int StructureBytes = 1024;

    private const int SignalSetBytes = 128;

    /// <summary>Starts it: the process id.</summary>
    public static int Start(int input, int output)
    {
        var file = Libc.CreateMemoryFile("lockcheck-target", MemoryFileCloseOnExec | MemoryFileExecutable);
        if (file < 0)
        {
            file = Libc.CreateMemoryFile("lockcheck-target", MemoryFileCloseOnExec);
        }

        if (file >= 0)
        {
            try
            {
                if (WriteAll(file, TargetElf.Make()) &&
                    TryStart($"/proc/self/fd/{file}", input, output) is var id and > 0)
                {
                    return id;
                }
            }
            finally
            {
                _ = Libc.Close(file);
            }
        }

        return StartFromFile(input, output);
    }

    private static int StartFromFile(int input, int output)
    {
        try
        {
            return StartFromFile(Directory.CreateTempSubdirectory("lockcheck-"), input, output);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new TargetException($"no target could be started: {exception.Message}", exception);
        }
    }

    private static int StartFromFile(DirectoryInfo folder, int input, int output)
    {
        try
        {
            var path = Path.Combine(folder.FullName, "target");
            File.WriteAllBytes(path, TargetElf.Make());
            if (OperatingSystem.IsLinux())
            {
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
            }

            var id = TryStart(path, input, output);
            return id > 0
                ? id
                : throw new TargetException(
                    "no target could be started: neither a memfd nor a file in the folder for temporary files can be "
                    + $"executed (errno {-id})");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The process id, or a negative errno.</summary>
    private static int TryStart(string path, int input, int output)
    {
        var actions = stackalloc byte[StructureBytes];
        var attributes = stackalloc byte[StructureBytes];
        var none = stackalloc byte[SignalSetBytes];
        var all = stackalloc byte[SignalSetBytes];
        new Span<byte>(none, SignalSetBytes).Clear();
        new Span<byte>(all, SignalSetBytes).Fill(byte.MaxValue);
        _ = Libc.InitFileActions(actions);
        _ = Libc.InitAttributes(attributes);
        var name = (byte*)Marshal.StringToCoTaskMemUTF8("lockcheck-target");
        try
        {
            var arguments = stackalloc byte*[] { name, null };
            var environment = stackalloc byte*[] { null };
            _ = Libc.AddDup(actions, input, 0);
            _ = Libc.AddDup(actions, output, 1);
            _ = Libc.AddClose(actions, 2);
            _ = Libc.SetFlags(attributes, Flags);
            _ = Libc.SetBlockedSignals(attributes, none);
            _ = Libc.SetDefaultSignals(attributes, all);
            int id;
            var error = Libc.Spawn(&id, path, actions, attributes, arguments, environment);
            return error == 0 ? id : -error;
        }
        finally
        {
            Marshal.FreeCoTaskMem((nint)name);
            _ = Libc.DestroyAttributes(attributes);
            _ = Libc.DestroyFileActions(actions);
        }
    }

    private static bool WriteAll(int file, byte[] bytes)
    {
        fixed (byte* start = bytes)
        {
            return Libc.Write(file, start, (nuint)bytes.Length) == bytes.Length;
        }
    }
}
