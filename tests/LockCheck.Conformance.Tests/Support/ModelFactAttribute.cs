using LockCheck.Conformance.Checks;
using LockCheck.Conformance.MergeSplit;

namespace LockCheck.Conformance.Tests.Support;

/// <summary>A test that needs a kernel whose memory calls are those of the model.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ModelFactAttribute : FactAttribute
{
    public ModelFactAttribute() => Skip = WhyNot;

    /// <summary>Gets why there is none, or null.</summary>
    public static string? WhyNot => Tried.Verdict == CheckVerdict.Skipped ? Tried.Reason : null;

    /// <summary>Gets what came of a check of one sequence.</summary>
    public static CheckOutcome Tried { get; } = new MergeSplitCheck { Sequences = 1 }.Run(new CheckContext());
}
