using System.Globalization;
using LockCheck.Conformance.Bpf;
using LockCheck.Conformance.Checks;
using LockCheck.Conformance.Hosts;
using LockCheck.Kernel.Exact;
using LockCheck.Kernel.Recordings;

namespace LockCheck.Conformance.MergeSplit;

/// <summary>
/// Random memory calls, in the kernel and in the model: after each, what it returned and which VMAs there are.
/// </summary>
public sealed class MergeSplitCheck : ConformanceCheck
{
    /// <summary>How many sequences there are if no time is given: 28,000 calls.</summary>
    public const int SequencesDefault = 2000;

    /// <summary>The first kernel whose mremap moves several VMAs.</summary>
    private static readonly (int Major, int Minor) Oldest = (6, 17);

    /// <summary>The first kernel with sticky flags.</summary>
    private static readonly (int Major, int Minor) Sticky = (6, 19);

    /// <inheritdoc/>
    public override string Name => "merge-split";

    /// <inheritdoc/>
    public override string Summary => "random memory calls: which VMAs they leave, and what they return";

    /// <summary>Gets the model's rules; those of the running kernel, but in a test.</summary>
    internal ExactRules Rules { get; init; } = RulesHere;

    /// <summary>Gets how many sequences there are if no time is given.</summary>
    internal int Sequences { get; init; } = SequencesDefault;

    /// <summary>Gets the rules of the running kernel.</summary>
    internal static ExactRules RulesHere =>
        LinuxHost.Version.CompareTo(Sticky) >= 0 ? ExactRules.Linux70 : ExactRules.Linux618;

    /// <summary>Why memory calls cannot be compared here, or null.</summary>
    internal static string? WhyNoCalls() => LinuxHost.WhyNoTarget
        ?? (LinuxHost.Version.CompareTo(Oldest) < 0
            ? $"Linux {LinuxHost.Release} is older than the model's address space, which is that of 6.17 and later"
            : null);

    /// <inheritdoc/>
    protected override string? WhyNot() => WhyNoCalls();

    /// <inheritdoc/>
    protected override CheckOutcome Compare(CheckContext context)
    {
        using var region = new LiveRegion();
        using var kernelView = context.KernelViews?.Invoke(region.Target, LiveRegion.StartPage);
        var lacks = MachineLacks.Of(region);
        var draw = new CallDraw(context.Seed, lacks.Names);
        var trial = new SequenceTrial(region, Rules, kernelView);
        var begun = context.Clock.GetTimestamp();
        var sequences = 0;
        for (; context.Seconds is not null || sequences < Sequences; sequences++)
        {
            if (context.IsOver(begun))
            {
                break;
            }

            var calls = draw.Next(sequences % CallDraw.Profiles);
            if (trial.Run(calls) is { } difference)
            {
                return Differs(calls, difference, new SequenceTrial(region, Rules, kernelView)) with
                {
                    Counts = Counts(trial, sequences + 1, kernelView),
                    Notes = Notes(lacks, kernelView),
                };
            }

            if (sequences % 256 == 0)
            {
                context.Progress(string.Create(CultureInfo.InvariantCulture, $"{trial.Calls:#,0} calls"));
            }
        }

        var outcome = context.Cancellation.IsCancellationRequested
            ? CheckOutcome.Inconclusive(Interrupted) with { Counts = Counts(trial, sequences, kernelView) }
            : CheckOutcome.Passed(Counts(trial, sequences, kernelView));
        return outcome with { Notes = Notes(lacks, kernelView) };
    }

    private static CheckOutcome Differs(RegionCall[] calls, Difference first, SequenceTrial trial)
    {
        if (new SequenceShrinker(trial.Run).Shrink(calls) is not { } shrunk)
        {
            return CheckOutcome.Inconclusive(
                $"{first.Call}: {first.What} differed once ({string.Join("; ", first.Expected)} in the kernel, "
                + $"{string.Join("; ", first.Got)} in the model), and not again with the same calls");
        }

        return CheckOutcome.Failed(
        [
            new KernelDifference
            {
                What = shrunk.Difference.What,
                Where = shrunk.Difference.Call,
                Kernel = shrunk.Difference.Expected,
                Model = shrunk.Difference.Got,
                Reproduction = [.. CallInC.Lines(shrunk.Calls)],
            },
        ]);
    }

    private static CheckCount[] Counts(SequenceTrial trial, int sequences, IKernelView? kernelView) =>
    [
        new(trial.Calls, "call"),
        new(sequences, "sequence"),
        new(kernelView is null ? 0 : trial.Calls, "kernel view"),
    ];

    private static string[] Notes(MachineLacks lacks, IKernelView? kernelView) =>
    [
        .. lacks.Notes,
        kernelView is not null ? "compared, too: vm_flags, vm_pgoff and anon_vma, which iter/task_vma shows"
            : "not compared: vm_flags, vm_pgoff and anon_vma, which /proc/PID/maps does not show"
                + (BpfSupport.WhyNot is { } reason ? $" ({reason})" : string.Empty),
    ];
}
