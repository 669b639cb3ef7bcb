namespace LockCheck.Cli.Tests;

/// <summary>A clock that stands still, or goes on by one step with every look at it.</summary>
internal sealed class StoppedClock(TimeSpan step = default) : TimeProvider
{
    private long _ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Add(ref _ticks, step.Ticks);
}
