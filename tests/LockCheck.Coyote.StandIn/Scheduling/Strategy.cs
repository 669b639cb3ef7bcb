namespace LockCheck.Coyote.StandIn.Scheduling;

/// <summary>
/// Decides who has the next turn. The random strategy takes the schedules that Coyote's takes from the same seed; the
/// others follow the ideas of Coyote's of the same names in the simplest form, and take other schedules.
/// </summary>
internal abstract class Strategy
{
    /// <summary>Gets the name that a trace gives it.</summary>
    public abstract string Name { get; }

    /// <summary>Gets its bound, as a trace gives it.</summary>
    public virtual int Bound => 0;

    /// <summary>Gets whether every operation that stays enabled has its turn some time.</summary>
    public virtual bool IsFair => false;

    /// <summary>Gets the generator of this run.</summary>
    protected Random Random { get; private set; } = new(0);

    /// <summary>Begins a run.</summary>
    public virtual void Begin(Random random) => Random = random;

    /// <summary>Takes one of the operations that are enabled.</summary>
    public abstract ControlledOperation Next(List<ControlledOperation> enabled, ControlledOperation current);

    /// <summary>Takes a number from 0 up to <paramref name="max"/>.</summary>
    public int Integer(int max) => Random.Next(max);
}
