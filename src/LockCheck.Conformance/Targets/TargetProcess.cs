using System.Globalization;
using System.Runtime.InteropServices;
using LockCheck.Conformance.Native;

namespace LockCheck.Conformance.Targets;

/// <summary>
/// A child process that makes the system calls it is told to make, and no other: the only process that a check changes.
/// It ends when this is disposed, and when this process or its end of a pipe goes away for whatever reason.
/// One thread at a time may use it.
/// </summary>
public sealed unsafe class TargetProcess : IDisposable
{
    /// <summary>
    /// Where a check may map what it likes: the middle of user space, between the program and its heap at 4 MiB and the
    /// stack and the vdso below 128 TiB. Nothing is there, and the kernel never chooses it by itself.
    /// </summary>
    public const ulong RegionStart = 0x2000_0000_0000;

    /// <summary>An address with <see cref="ScratchBytes"/> bytes of memory for what calls point to.</summary>
    public const ulong Scratch = TargetElf.Scratch;

    /// <summary>The size of that memory, in bytes.</summary>
    public const int ScratchBytes = TargetElf.ScratchBytes;

    /// <summary>The most requests in one batch.</summary>
    public const int RequestsMax = TargetElf.RequestsMax;

    private readonly byte[] _buffer = new byte[sizeof(long) + (RequestsMax * SyscallRequest.Bytes)];
    private int _toTarget;
    private int _fromTarget;
    private bool _isReaped;

    private TargetProcess(int id, int toTarget, int fromTarget) =>
        (Id, _toTarget, _fromTarget) = (id, toTarget, fromTarget);

    /// <summary>Gets the process id.</summary>
    public int Id { get; }

    /// <summary>Starts a target.</summary>
    /// <exception cref="TargetException">It cannot be started here.</exception>
    public static TargetProcess Start() => SpawnThread.Run(StartHere);

    /// <summary>Makes a call: what it returns, errors as negative numbers.</summary>
    public long Call(long number, long a = 0, long b = 0, long c = 0, long d = 0, long e = 0, long f = 0) =>
        Call(new SyscallRequest(number, a, b, c, d, e, f));

    /// <summary>Makes a call: what it returns, errors as negative numbers.</summary>
    public long Call(in SyscallRequest request)
    {
        var result = 0L;
        Send(new ReadOnlySpan<SyscallRequest>(in request));
        Receive(new Span<long>(ref result));
        return result;
    }

    /// <summary>Makes several calls, one after the other, whatever they return.</summary>
    public void Call(ReadOnlySpan<SyscallRequest> requests, Span<long> results)
    {
        Send(requests);
        Receive(results[..requests.Length]);
    }

    /// <summary>Tells the target to make calls, and does not wait for them.</summary>
    public void Send(ReadOnlySpan<SyscallRequest> requests)
    {
        ArgumentOutOfRangeException.ThrowIfZero(requests.Length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(requests.Length, RequestsMax);
        BitConverter.TryWriteBytes(_buffer, (long)requests.Length);
        MemoryMarshal.AsBytes(requests).CopyTo(_buffer.AsSpan(sizeof(long)));
        Write(_buffer.AsSpan(0, sizeof(long) + (requests.Length * SyscallRequest.Bytes)));
    }

    /// <summary>Whether the results are there, or the target has ended; waits for it for a while.</summary>
    /// <param name="milliseconds">How long to wait, 0 for not at all, -1 for ever.</param>
    public bool IsAnswered(int milliseconds)
    {
        var file = new Libc.PollFile { File = _fromTarget, Wanted = Libc.PollIn };
        return Libc.Poll(&file, 1, milliseconds) > 0;
    }

    /// <summary>Waits for the results of what was sent.</summary>
    public void Receive(Span<long> results) => Read(MemoryMarshal.AsBytes(results));

    /// <summary>Reads memory of the target, at most 4096 bytes: the target writes it into the pipe.</summary>
    public void Fetch(ulong address, Span<byte> bytes)
    {
        Send([new SyscallRequest(SyscallNumber.Write, 1, (long)address, bytes.Length)]);
        Read(bytes);
        Span<long> results = stackalloc long[1];
        Receive(results);
    }

    /// <summary>Writes memory of the target, at most 4096 bytes: the target reads it from the pipe.</summary>
    public void Store(ulong address, ReadOnlySpan<byte> bytes)
    {
        // It may take what follows a request for the next one, so it says with a byte when it is there.
        Send(
        [
            new SyscallRequest(SyscallNumber.Write, 1, (long)Scratch, 1),
            new SyscallRequest(SyscallNumber.Read, 0, (long)address, bytes.Length),
        ]);
        Span<long> results = stackalloc long[2];
        Read(MemoryMarshal.AsBytes(results)[..1]);
        Write(bytes);
        Receive(results);
    }

    /// <summary>Writes a text with a zero behind it to <see cref="Scratch"/>.</summary>
    public void StoreText(string text) => Store(Scratch, System.Text.Encoding.UTF8.GetBytes(text + '\0'));

    /// <summary>Ends the target, and waits until it has ended.</summary>
    public void Dispose()
    {
        CloseInput();
        Close(ref _fromTarget);
        if (!_isReaped)
        {
            _isReaped = true;
            _ = Libc.Kill(Id, Libc.SigKill);
            _ = Wait();
        }
    }

    /// <summary>Starts a target whose life depends on that of the present thread.</summary>
    internal static TargetProcess StartHere()
    {
        var files = stackalloc int[4];
        if (Libc.Pipe(files, Libc.CloseOnExec) != 0)
        {
            throw new TargetException($"pipe2 failed, errno {Marshal.GetLastPInvokeError()}");
        }

        if (Libc.Pipe(files + 2, Libc.CloseOnExec) != 0)
        {
            var error = Marshal.GetLastPInvokeError();
            Close(ref files[0]);
            Close(ref files[1]);
            throw new TargetException($"pipe2 failed, errno {error}");
        }

        try
        {
            var id = TargetSpawn.Start(files[0], files[3]);
            var target = new TargetProcess(id, files[1], files[2]);
            (files[1], files[2]) = (-1, -1);
            target.WaitUntilReady();
            return target;
        }
        finally
        {
            for (var at = 0; at < 4; at++)
            {
                Close(ref files[at]);
            }
        }
    }

    /// <summary>Closes the pipe by which the target is told what to do.</summary>
    internal void CloseInput() => Close(ref _toTarget);

    /// <summary>Waits for the end of the target: its wait status.</summary>
    internal int WaitForEnd()
    {
        _isReaped = true;
        return Wait();
    }

    /// <summary>
    /// posix_spawn comes back when exec has let go of the old map, before the new one is complete. Only an answer says
    /// that it is, and that the signal for the death of the parent is set.
    /// </summary>
    private void WaitUntilReady()
    {
        try
        {
            _ = Call(SyscallNumber.GetPid);
        }
        catch (TargetException)
        {
            Dispose();
            throw;
        }
    }

    private static void Close(ref int file)
    {
        if (file >= 0)
        {
            _ = Libc.Close(file);
            file = -1;
        }
    }

    private int Wait()
    {
        var status = 0;
        while (Libc.Wait(Id, &status, 0) < 0 && Marshal.GetLastPInvokeError() == Libc.EINTR)
        {
        }

        return status;
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            for (var done = 0; done < bytes.Length;)
            {
                done += Progress(Libc.Write(_toTarget, start + done, (nuint)(bytes.Length - done)));
            }
        }
    }

    private void Read(Span<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            for (var done = 0; done < bytes.Length;)
            {
                done += Progress(Libc.Read(_fromTarget, start + done, (nuint)(bytes.Length - done)));
            }
        }
    }

    private int Progress(nint count) =>
        count > 0 ? (int)count
        : count < 0 && Marshal.GetLastPInvokeError() == Libc.EINTR ? 0
        : throw new TargetException(
            string.Create(CultureInfo.InvariantCulture, $"the target, process {Id}, has ended"));
}
