using LockCheck.Conformance.Checks;
using LockCheck.Kernel.Exact;
using LockCheck.Kernel.Recordings;

namespace LockCheck.Conformance.MergeSplit;

/// <summary>Makes the calls of a sequence in the kernel and in the model, and compares after each.</summary>
internal sealed class SequenceTrial(LiveRegion region, ExactRules rules, IKernelView? kernelView)
{
    private const long AddressLeast = 4096;

    /// <summary>Gets how many calls were compared so far.</summary>
    public long Calls { get; private set; }

    /// <summary>The first difference, or null. The region is empty at first.</summary>
    public Difference? Run(IReadOnlyList<RegionCall> calls)
    {
        var model = new RegionModel(rules, LiveRegion.StartPage);
        var numbers = new AnonNumbers();
        for (var at = 0; at < calls.Count; at++)
        {
            var live = at == 0 ? region.MakeFirst(calls[at]) : region.Make(calls[at]);
            var made = model.Make(calls[at]);
            Calls++;
            var difference = live != made
                ? Difference.Of("return value", Text(live), Text(made))
                : Difference.OfRows("maps", region.Maps(), model.Maps());
            if (difference is null && kernelView is not null)
            {
                difference = numbers.Compare(
                    kernelView.Read(0, LiveRegion.PagesSeen), model.Kernel(), comeBack: calls[at].Op == "mmap");
            }

            if (difference is not null)
            {
                return difference with { Operation = at, Call = calls[at].ToString() };
            }
        }

        return null;
    }

    private static string Text(long result) =>
        result >= AddressLeast ? $"0x{result:x}" : ErrnoText.Of(result);
}
