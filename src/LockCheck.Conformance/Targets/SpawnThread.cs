using System.Collections.Concurrent;

namespace LockCheck.Conformance.Targets;

/// <summary>
/// The thread that starts targets. PR_SET_PDEATHSIG kills a child when the thread that started it ends, and a thread of
/// the pool may end at any time; this one lives as long as the process.
/// </summary>
internal static class SpawnThread
{
    private static readonly Lazy<BlockingCollection<Action>> Work = new(Begin);

    /// <summary>Runs something on the thread, and waits for it.</summary>
    public static T Run<T>(Func<T> start)
    {
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Work.Value.Add(() =>
        {
            try
            {
                result.SetResult(start());
            }
            catch (Exception exception)
            {
                result.SetException(exception);
            }
        });
        return result.Task.GetAwaiter().GetResult();
    }

    private static BlockingCollection<Action> Begin()
    {
        var work = new BlockingCollection<Action>();
        new Thread(() =>
        {
            foreach (var action in work.GetConsumingEnumerable())
            {
                action();
            }
        })
        { IsBackground = true, Name = "lockcheck targets" }.Start();
        return work;
    }
}
