namespace LockCheck.Engine;

/// <summary>
/// A closed system to be explored: its shared memory, its threads and its properties. A model object is immutable
/// once loaded; everything that changes lives in the state vector.
/// </summary>
public abstract class Model
{
    /// <summary>Gets the most threads that live or have lived in a run.</summary>
    public abstract int ThreadCount { get; }

    /// <summary>Gets the properties, with indices from <see cref="Property.FirstOfModel"/>.</summary>
    public virtual IReadOnlyList<Property> Properties => [];

    /// <summary>Declares the shared memory, the history and the private memory of threads.</summary>
    /// <param name="layout">Where to declare them.</param>
    public abstract void Declare(VectorLayout layout);

    /// <summary>Writes the initial state, which is all zero before, and spawns the first threads.</summary>
    public abstract void Start();

    /// <summary>Names a role for traces.</summary>
    /// <param name="role">The role that a thread was spawned with.</param>
    /// <returns>A short name.</returns>
    public abstract string RoleName(int role);

    /// <summary>
    /// Gets whether <see cref="OnThreadEnd"/> does anything. Where it does not, the ends of threads need not wait for
    /// one another under a reduction.
    /// </summary>
    public virtual bool HearsThreadEnds => GetType().GetMethod(nameof(OnThreadEnd))!.DeclaringType != typeof(Model);

    /// <summary>Called in the step in which a thread ends, if <see cref="HearsThreadEnds"/>.</summary>
    /// <param name="thread">The thread.</param>
    /// <param name="live">How many threads have not ended yet.</param>
    public virtual void OnThreadEnd(ThreadId thread, int live)
    {
    }

    /// <summary>Draws what a trace shows of a state, such as a memory map; called on replay only.</summary>
    /// <param name="state">The state after a step.</param>
    /// <returns>One line, or an empty string.</returns>
    public virtual string Draw(StateView state) => string.Empty;

    /// <summary>Says what a thread holds, for deadlock reports.</summary>
    /// <param name="state">The state.</param>
    /// <param name="thread">The thread.</param>
    /// <returns>Such as <c>holds mmap_lock for read</c>; empty when it holds nothing.</returns>
    public virtual string Holdings(StateView state, ThreadId thread) => string.Empty;
}
