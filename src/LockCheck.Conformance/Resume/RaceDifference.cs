using System.Collections.Immutable;
using System.Globalization;
using LockCheck.Conformance.Checks;
using LockCheck.Conformance.MergeSplit;
using LockCheck.Conformance.Model;
using LockCheck.Kernel.Recordings;

namespace LockCheck.Conformance.Resume;

/// <summary>Where the model and the kernel differ in one case.</summary>
/// <param name="What">What differs.</param>
/// <param name="Shown">How many records were shown before the writer; 0 where that does not matter.</param>
/// <param name="Kernel">What the kernel shows, a line each.</param>
/// <param name="Model">What the model makes of it.</param>
internal sealed record RaceDifference(
    string What, int Shown, ImmutableArray<string> Kernel, ImmutableArray<string> Model)
{
    /// <summary>What calls return.</summary>
    public static RaceDifference? OfReturns(
        string what,
        int shown,
        IReadOnlyList<RegionCall> calls,
        IReadOnlyList<long> kernel,
        IReadOnlyList<long> model) => kernel.SequenceEqual(model)
            ? null
            : new RaceDifference(what, shown, [.. Lines(calls, kernel)], [.. Lines(calls, model)]);

    /// <summary>Records.</summary>
    public static RaceDifference? OfRecords(RacePrediction kernel, RacePrediction model) =>
        kernel.Shown.SequenceEqual(model.Shown) && kernel.Rest.SequenceEqual(model.Rest)
            ? null
            : new RaceDifference(
                kernel.Shown.SequenceEqual(model.Shown) ? "records behind the writer" : "records before the writer",
                kernel.Shown.Count,
                Lines(kernel),
                Lines(model));

    /// <summary>For a report.</summary>
    /// <param name="race">The case.</param>
    /// <param name="reader">The reader, as reports name it.</param>
    /// <param name="place">Where the writer runs.</param>
    public KernelDifference ToReport(RaceCase race, string reader, string place)
    {
        var shown = string.Create(CultureInfo.InvariantCulture, $"{Shown} VMA{(Shown == 1 ? string.Empty : "s")}");
        var calls = CallInC.Lines(race.AllLayout)
            .Append($"/* {reader} of this process has shown {shown} of the region; {place}: */");
        return new KernelDifference
        {
            What = $"{What}, {reader}",
            Where = race.Writer.Count == 0 ? "no call" : string.Join(", ", race.Writer),
            Kernel = Kernel,
            Model = Model,
            Reproduction = [.. calls, .. race.Writer.Select(CallInC.Line), "/* and it goes on */"],
        };
    }

    /// <summary>For a difference that does not happen again.</summary>
    public string OnlyOnce(RaceCase race, string reader) =>
        $"{string.Join(", ", race.Writer)}: {What} differed once for {reader} ({string.Join("; ", Kernel)} in the "
        + $"kernel, {string.Join("; ", Model)} in the model), and not again with the same calls";

    private static IEnumerable<string> Lines(IReadOnlyList<RegionCall> calls, IReadOnlyList<long> returns) =>
        calls.Zip(returns, (call, returned) => returned >= 0 && call.Op is "mmap" or "mremap"
            ? $"{call}: 0x{returned:x}"
            : $"{call}: {ErrnoText.Of(returned)}");

    private static ImmutableArray<string> Lines(RacePrediction records) =>
    [
        .. records.Shown.Select(vma => $"shown {Text(vma)}"),
        .. records.Rest.Select(vma => $"then  {Text(vma)}"),
    ];

    private static string Text(ShownVma vma) => vma.ToString();
}
