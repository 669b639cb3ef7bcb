using LockCheck.Conformance.Bpf;
using LockCheck.Conformance.Checks;
using LockCheck.Conformance.MergeSplit;
using LockCheck.Conformance.Targets;

namespace LockCheck.Conformance.PausedWriter;

/// <summary>
/// Memory calls that are held at each of their lock and tree events while each reader makes a full pass: who waits, and
/// what the others see.
/// </summary>
public sealed class PausedWriterCheck : ConformanceCheck
{
    /// <summary>How many drawn sequences there are, of 14 calls each, if no time is given.</summary>
    public const int SequencesDefault = 3;

    /// <inheritdoc/>
    public override string Name => "paused-writer";

    /// <inheritdoc/>
    public override string Summary => "readers while a memory call is held: who waits, and what the others see";

    /// <summary>Gets the readers; those of the running kernel, but in a test.</summary>
    internal IReadOnlyList<PassedReader>? Readers { get; init; }

    /// <summary>Gets how many events later the model is looked at; 0, but in a test.</summary>
    internal int Shift { get; init; }

    /// <summary>Gets how many drawn sequences there are if no time is given.</summary>
    internal int Sequences { get; init; } = SequencesDefault;

    /// <inheritdoc/>
    protected override string? WhyNot() => MergeSplitCheck.WhyNoCalls() ?? BpfSupport.WhyNotHold;

    /// <inheritdoc/>
    protected override CheckOutcome Compare(CheckContext context)
    {
        try
        {
            var run = new PausedWriterRun(context, Readers ?? PassedReader.OfThisKernel(), Shift);
            return run.Make(Calls(context));
        }
        catch (BpfException exception)
        {
            throw new TargetException(exception.Message, exception);
        }
    }

    /// <summary>The fixed calls, and then each call of drawn sequences, on the map that those before it have left.
    /// </summary>
    private IEnumerable<PausedCall> Calls(CheckContext context)
    {
        foreach (var call in PausedCalls.All)
        {
            yield return call;
        }

        IReadOnlySet<string> lacks;
        using (var region = new LiveRegion())
        {
            lacks = MachineLacks.Of(region).Names;
        }

        var draw = new CallDraw(context.Seed, lacks);
        for (var sequence = 0; context.Seconds is not null || sequence < Sequences; sequence++)
        {
            var calls = draw.Next(sequence % CallDraw.Profiles);
            for (var at = 0; at < calls.Length; at++)
            {
                yield return new PausedCall([PausedCalls.MapGuard, .. calls[..at]], calls[at]);
            }
        }
    }
}
