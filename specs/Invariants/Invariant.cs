using LockCheck.Specs.Scenarios;

namespace LockCheck.Specs.Invariants;

/// <summary>
/// An invariant of protocols.md 4. A class that derives from this one and has a constructor without parameters is
/// found by the command line and the matrix; nothing lists it. One object serves one scenario.
/// </summary>
public abstract class Invariant : Kernel.Monitor
{
    private Property? _property;

    /// <summary>Gets its id, such as I1.</summary>
    public abstract string Id { get; }

    /// <summary>Gets its name in a line.</summary>
    public abstract string Title { get; }

    /// <summary>Gets whether the model means nothing once it is broken; such an invariant is always checked.</summary>
    public virtual bool IsCrash => false;

    /// <summary>
    /// Gets whether it is checked only if somebody names it, or if the reader promises it: it costs states, and says
    /// nothing that the others do not say for the readers at hand.
    /// </summary>
    public virtual bool IsOnRequest => false;

    /// <summary>
    /// Gets whether only an exec of the target, or another task with its pid, can break it. In a scenario without such
    /// a writer it is checked only if somebody names it.
    /// </summary>
    public virtual bool NeedsSecondMm => false;

    /// <inheritdoc/>
    public override IReadOnlyList<Property> Properties => [Property];

    /// <summary>Gets the property that it reports.</summary>
    protected Property Property => _property ??
        throw new InvalidOperationException($"The invariant {Id} was not bound to a scenario.");

    /// <summary>Gives the invariant its bit in a step's report, and what a report of it means.</summary>
    /// <param name="index">The bit.</param>
    /// <param name="promised">Whether a reader of the scenario promises it.</param>
    public void Bind(int index, bool promised) => _property = new Property(
        index,
        Id,
        Title,
        IsCrash ? PropertyKind.Crash : promised ? PropertyKind.Promise : PropertyKind.Observation);

    /// <summary>
    /// Fits what is kept to a scenario and its reader; called before <see cref="Attach"/>.
    /// </summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="reader">The reader.</param>
    public virtual void Configure(Scenario scenario, ReaderProtocol reader)
    {
    }

    /// <inheritdoc/>
    public override void Attach(KernelModel model, VectorLayout layout)
    {
    }

    /// <summary>Reports that the invariant does not hold.</summary>
    /// <param name="why">What a trace says of it.</param>
    protected void Broken(string why)
    {
        var stepper = Stepper.Current;
        stepper.Report(Property);
        stepper.Explain($"! {Id}: {why}");
    }

    /// <summary>Reports that the invariant does not hold, with text that is only made for a trace.</summary>
    /// <typeparam name="T">What the text is made of.</typeparam>
    /// <param name="facts">What the text is made of.</param>
    /// <param name="why">Makes the text.</param>
    protected void Broken<T>(T facts, Func<T, string> why)
    {
        var stepper = Stepper.Current;
        stepper.Report(Property);
        if (stepper.IsExplaining)
        {
            stepper.Explain($"! {Id}: {why(facts)}");
        }
    }
}
