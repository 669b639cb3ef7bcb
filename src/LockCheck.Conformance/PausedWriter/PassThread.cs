using System.Globalization;
using System.Runtime.ExceptionServices;
using LockCheck.Conformance.Bpf;
using LockCheck.Conformance.Model;
using LockCheck.Conformance.Native;

namespace LockCheck.Conformance.PausedWriter;

/// <summary>A thread that makes a pass of a reader whenever it is told to.</summary>
internal sealed class PassThread : IDisposable
{
    private readonly Func<List<ShownVma>> _pass;
    private readonly SemaphoreSlim _begin = new(0);
    private readonly SemaphoreSlim _done = new(0);
    private readonly Thread _thread;
    private readonly string _stat;
    private List<ShownVma> _result = [];
    private ExceptionDispatchInfo? _error;
    private bool _isOver;

    /// <summary>Starts the thread; it makes no pass yet.</summary>
    public PassThread(string name, Func<List<ShownVma>> pass)
    {
        _pass = pass;
        _thread = new Thread(Run) { IsBackground = true, Name = name };
        _thread.Start();
        _done.Wait();
        _stat = string.Create(CultureInfo.InvariantCulture, $"/proc/self/task/{Id}/stat");
    }

    /// <summary>Gets the thread's id.</summary>
    public int Id { get; private set; }

    /// <summary>Gets whether it sleeps so that only a fatal signal wakes it, as a reader that waits for mmap_lock does.
    /// </summary>
    public bool IsAsleep
    {
        get
        {
            var stat = File.ReadAllText(_stat);
            return stat[stat.LastIndexOf(')') + 2] == 'D';
        }
    }

    /// <summary>Begins a pass; the one before has ended.</summary>
    public void Begin() => _begin.Release();

    /// <summary>Waits for the pass: false if it has not ended after that time.</summary>
    public bool Wait(int milliseconds) => _done.Wait(milliseconds);

    /// <summary>What the pass delivered, behind a <see cref="Wait"/> that is true.</summary>
    /// <exception cref="Exception">What it failed with.</exception>
    public IReadOnlyList<ShownVma> Result()
    {
        _error?.Throw();
        return _result;
    }

    /// <summary>Ends the thread. A pass under way comes to its end: whoever it waits for is let go before.</summary>
    public void Dispose()
    {
        _isOver = true;
        _begin.Release();
        _thread.Join();
        _begin.Dispose();
        _done.Dispose();
    }

    private void Run()
    {
        Id = Libc.ThreadId();
        while (true)
        {
            _done.Release();
            _begin.Wait();
            if (_isOver)
            {
                return;
            }

            try
            {
                _error = null;
                _result = _pass();
            }
            catch (Exception error) when (error is BpfException or Targets.TargetException)
            {
                _error = ExceptionDispatchInfo.Capture(error);
            }
        }
    }
}
