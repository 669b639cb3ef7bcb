using LockCheck.Engine;
using LockCheck.Specs.Tearing;

namespace LockCheck.Reporting.Checks;

/// <summary>The worst tearing that a search found, each number with the shortest schedule that reaches it.</summary>
public sealed record TearingReport
{
    /// <summary>Gets how many states the records of one read() call come from at most.</summary>
    public required TearingNumber States { get; init; }

    /// <summary>Gets by how many pages neighbouring records overlap at most.</summary>
    public required TearingNumber OverlapPages { get; init; }

    /// <summary>Gets a page of W that neighbours leave out; null if there is none.</summary>
    public required ReportedFinding? FalseGap { get; init; }

    /// <summary>Gets a page left out that is mapped in some states and not in others; null if there is none.</summary>
    public required ReportedFinding? RealGap { get; init; }

    /// <summary>What a search measured.</summary>
    public static TearingReport Of(SearchResult result)
    {
        var isCut = Mark(TearingMeasure.Cut) is not null;
        return new()
        {
            States = Highest(least: 1, TearingMeasure.StatesMax, TearingMeasure.States, isCut),
            OverlapPages = Highest(least: 0, TearingMeasure.OverlapMax, TearingMeasure.Overlap, isCut: false),
            FalseGap = Mark(TearingMeasure.FalseGap),
            RealGap = Mark(TearingMeasure.RealGap),
        };

        TearingNumber Highest(int least, int most, Func<int, string> id, bool isCut)
        {
            for (var number = most; number > least; number--)
            {
                if (Mark(id(number)) is { } reached)
                {
                    return new TearingNumber(number, isCut || number == most, reached);
                }
            }

            return new TearingNumber(least, isCut, null);
        }

        ReportedFinding? Mark(string id) =>
            result.Findings.FirstOrDefault(finding => finding.Property?.Id == id) is { } finding
                ? new ReportedFinding(finding)
                : null;
    }

    /// <summary>The worst of several measurements: of equal numbers the first.</summary>
    public static TearingReport? Worst(IEnumerable<TearingReport> measurements)
    {
        var all = measurements.ToList();
        return all.Count == 0 ? null : new TearingReport
        {
            States = Worst(tearing => tearing.States),
            OverlapPages = Worst(tearing => tearing.OverlapPages),
            FalseGap = all.Select(tearing => tearing.FalseGap).FirstOrDefault(gap => gap is not null),
            RealGap = all.Select(tearing => tearing.RealGap).FirstOrDefault(gap => gap is not null),
        };

        TearingNumber Worst(Func<TearingReport, TearingNumber> of)
        {
            var worst = all.Select(of).MaxBy(number => number.Most)!;
            return worst with { OrMore = all.Any(tearing => of(tearing).OrMore) };
        }
    }

    /// <summary>Does something to every finding, such as to write its schedule.</summary>
    public TearingReport Select(Func<ReportedFinding, ReportedFinding> change) => this with
    {
        States = States with { Shown = Changed(States.Shown, change) },
        OverlapPages = OverlapPages with { Shown = Changed(OverlapPages.Shown, change) },
        FalseGap = Changed(FalseGap, change),
        RealGap = Changed(RealGap, change),
    };

    private static ReportedFinding? Changed(ReportedFinding? found, Func<ReportedFinding, ReportedFinding> change) =>
        found is null ? null : change(found);
}

/// <summary>A number that was measured.</summary>
/// <param name="Most">The largest that any run reached.</param>
/// <param name="OrMore">Whether larger ones would not have been told from it.</param>
/// <param name="Shown">The shortest run that reached it; null for the number that every run reaches.</param>
public sealed record TearingNumber(int Most, bool OrMore, ReportedFinding? Shown);
