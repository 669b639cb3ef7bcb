using System.Runtime.ExceptionServices;

namespace LockCheck.Engine;

/// <summary>
/// A few threads that do the same thing at the same time, again and again; the caller is one of them. The others are
/// started when they are first needed.
/// </summary>
internal sealed class WorkerTeam : IDisposable
{
    private readonly Thread?[] _threads;
    private readonly SpinBarrier _barrier;
    private readonly Func<int, IDisposable> _enter;
    private Action<int> _work = _ => { };
    private ExceptionDispatchInfo? _failure;
    private bool _isOver;

    /// <param name="workers">How many, with the caller.</param>
    /// <param name="enter">What each thread holds on to while it is there; the caller does that for itself.</param>
    public WorkerTeam(int workers, Func<int, IDisposable> enter)
    {
        _threads = new Thread?[workers];
        _barrier = new SpinBarrier(workers);
        _enter = enter;
    }

    /// <summary>Gets how many there are, with the caller.</summary>
    public int Count => _threads.Length;

    /// <summary>Lets all of them do something, and waits until all have done it.</summary>
    /// <param name="work">What; it is told which worker it is, the caller being 0.</param>
    public void Do(Action<int> work)
    {
        Start();
        _work = work;
        _barrier.Wait();
        Try(0);
        _barrier.Wait();
        _failure?.Throw();
    }

    /// <summary>Ends the threads.</summary>
    public void Dispose()
    {
        if (Array.Exists(_threads, thread => thread is not null))
        {
            _isOver = true;
            _barrier.Wait();
            foreach (var thread in _threads)
            {
                thread?.Join();
            }
        }
    }

    private void Start()
    {
        for (var worker = 1; worker < _threads.Length && _threads[worker] is null; worker++)
        {
            var number = worker;
            _threads[worker] = new Thread(() => Run(number)) { IsBackground = true, Name = $"search {number}" };
            _threads[worker]!.Start();
        }
    }

    private void Run(int worker)
    {
        using var scope = _enter(worker);
        while (true)
        {
            _barrier.Wait();
            if (_isOver)
            {
                return;
            }

            Try(worker);
            _barrier.Wait();
        }
    }

    private void Try(int worker)
    {
        try
        {
            _work(worker);
        }
#pragma warning disable CA1031 // Whatever a worker throws is thrown again by the caller's thread.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(exception), null);
        }
    }
}
