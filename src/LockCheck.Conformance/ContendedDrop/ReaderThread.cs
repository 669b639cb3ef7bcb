using System.Runtime.ExceptionServices;
using LockCheck.Conformance.Bpf;
using LockCheck.Conformance.Native;

namespace LockCheck.Conformance.ContendedDrop;

/// <summary>A thread on a processor of its own that makes one pass after the other, each when it is told to.</summary>
internal sealed class ReaderThread : IDisposable
{
    private readonly Func<VmaRecord[]> _read;
    private readonly SemaphoreSlim _go = new(0);
    private readonly SemaphoreSlim _done = new(0);
    private readonly Thread _thread;
    private VmaRecord[] _records = [];
    private Exception? _error;
    private bool _isOver;

    /// <summary>Starts the thread.</summary>
    /// <param name="processor">Its processor.</param>
    /// <param name="read">A pass.</param>
    public ReaderThread(int processor, Func<VmaRecord[]> read)
    {
        _read = read;
        _thread = new Thread(() => Run(processor)) { IsBackground = true, Name = "held reader" };
        _thread.Start();
        _done.Wait();
        Rethrow();
    }

    /// <summary>Gets its id, by which a holder knows it.</summary>
    public int Id { get; private set; }

    /// <summary>Begins a pass.</summary>
    public void Go() => _go.Release();

    /// <summary>Whether the pass has ended.</summary>
    public bool HasEnded => _done.CurrentCount > 0;

    /// <summary>Waits for the end of the pass, and gives its records.</summary>
    public VmaRecord[] Take()
    {
        _done.Wait();
        Rethrow();
        return _records;
    }

    /// <summary>Ends the thread; no pass is under way.</summary>
    public void Dispose()
    {
        _isOver = true;
        _go.Release();
        _thread.Join();
        _go.Dispose();
        _done.Dispose();
    }

    private void Rethrow()
    {
        if (Interlocked.Exchange(ref _error, null) is { } error)
        {
            ExceptionDispatchInfo.Throw(error);
        }
    }

    private void Run(int processor)
    {
        try
        {
            using var pin = CpuPin.CurrentThread(processor);
            Id = Libc.ThreadId();
            _done.Release();
            for (_go.Wait(); !_isOver; _go.Wait())
            {
                Read();
                _done.Release();
            }
        }
        catch (BpfException error)
        {
            _error = error;
            _done.Release();
        }
    }

    private void Read()
    {
        try
        {
            _records = _read();
        }
        catch (BpfException error)
        {
            _error = error;
        }
    }
}
