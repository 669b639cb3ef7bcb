namespace LockCheck.Benchmarks;

/// <summary>
/// A clock of the processor time that this process has used: on a machine that does other things as well, seconds by it
/// say more than those on the wall. Only for what runs on one thread.
/// </summary>
internal sealed class CpuClock : TimeProvider
{
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Environment.CpuUsage.TotalTime.Ticks;
}
