using System.Runtime.InteropServices;
using LockCheck.Conformance.Bpf;

namespace LockCheck.Conformance.Tests.Bpf;

/// <summary>A thread of its own on one processor, with its id for a holder; it reads when it is told to go.</summary>
internal sealed partial class BackgroundReader : IDisposable
{
    private readonly Thread thread;
    private readonly TaskCompletionSource<int> started = new();
    private readonly ManualResetEventSlim go = new();
    private readonly TaskCompletionSource<VmaRecord[]> result = new();

    public BackgroundReader(int processor, Func<VmaRecord[]> read)
    {
        thread = new Thread(() => Run(processor, read)) { IsBackground = true };
        thread.Start();
        Tid = started.Task.Result;
    }

    public int Tid { get; }

    public bool IsDone => result.Task.IsCompleted;

    public VmaRecord[] Result => result.Task.Result;

    public void Go() => go.Set();

    /// <summary>Whether the thread waits for a lock, and not for the one who lets it go.</summary>
    public bool IsWaiting => TaskState.IsWaiting(Environment.ProcessId, Tid);

    public void Dispose()
    {
        go.Set();
        thread.Join();
        go.Dispose();
    }

    private void Run(int processor, Func<VmaRecord[]> read)
    {
        try
        {
            using CpuPin pin = CpuPin.CurrentThread(processor);
            started.SetResult(GetTid());
            go.Wait();
            result.SetResult(read());
        }
#pragma warning disable CA1031 // The one who asks for the result gets the error.
        catch (Exception error)
        {
            result.TrySetException(error);
        }
#pragma warning restore CA1031
    }

    [LibraryImport("libc", EntryPoint = "gettid")]
    private static partial int GetTid();
}
