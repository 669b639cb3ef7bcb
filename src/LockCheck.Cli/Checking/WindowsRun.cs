using LockCheck.Cli.Progress;
using LockCheck.Engine;
using LockCheck.Kernel.Traces;
using LockCheck.Reporting.Checks;
using LockCheck.Reporting.Json;
using LockCheck.Reporting.Windows;
using LockCheck.Specs.Catalog;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Cli.Checking;

/// <summary>Lets a reader race against windows of consecutive calls of a real program.</summary>
internal sealed class WindowsRun(
    CheckRequest request,
    WindowRequest windows,
    Catalogue catalogue,
    Surroundings surroundings,
    CancellationToken cancellation)
{
    /// <summary>How many random runs a window gets whose states are too many.</summary>
    private const long SampleRuns = 2_000;

    /// <summary>And how many preemptions a run has in the search that is tried before.</summary>
    private const int Preemptions = 2;

    /// <summary>How many states of a window are searched, unless somebody says.</summary>
    private const long StatesMax = 2_000_000;

    private readonly List<WindowOutcome> _outcomes = [];
    private readonly Dictionary<string, WindowOutcome> _known = new(StringComparer.Ordinal);
    private CheckReport? _first;

    public int Run(ScenarioBuilder builder)
    {
        using var folder = new ScheduleFolder(request.Out);
        return windows.Line is null ? RunEach(builder, folder) : RunOne(builder, folder);
    }

    /// <summary>Checks the window at one call, as any scenario is checked.</summary>
    private int RunOne(ScenarioBuilder builder, ScheduleFolder folder)
    {
        var window = WindowAt(windows.Line!.Value);
        var scenario = builder.Build(window.Layout, window.Calls);
        var remarks = builder.Remarks.Concat(WindowsText.CallsOf(window)).ToList();
        var checker = CheckerOf(request.Search);
        var report = ProgressDisplay.Run(
            surroundings,
            new CheckLimits(request.Search.Sample, request.Search.MaxStates),
            display => checker.Check(scenario, remarks, display));
        report = checker.Explain(report, folder);
        var code = ExitCodes.Of(report.Result);
        surroundings.Print(
            request.Json, () => JsonReports.Text(CheckJson.Of(report, code)), () => CheckText.Lines(report));
        return code;
    }

    private TraceWindow WindowAt(long line)
    {
        TraceWindow? found = null;
        var recorder = new WindowRecorder(windows.Calls, line, window =>
        {
            found = window;
            return false;
        });
        _ = TraceFiles.Replay(windows.Strace, RequestOf(recorder), null, cancellation);
        return found switch
        {
            null => throw new UsageException(
                $"Line {line} of {windows.Strace} is no memory call of the process that can change its map. Usual "
                + "cause: a call of another process, or the first half of an unfinished call. "
                + NearestOf(recorder)),
            { Changes: false } => throw new UsageException(
                $"The calls from line {line} of {windows.Strace} on change nothing in the map. Usual cause: a call "
                + "that asks only, such as brk(NULL). Take another line, or a larger --window."),
            { WhyNot: { } why } => throw new UsageException(
                $"The calls from line {line} of {windows.Strace} on cannot be played: {why}. Usual cause: a form of a "
                + "call that the writers of the model do not have. Take another line, or a smaller --window."),
            _ => found,
        };
    }

    private static string NearestOf(WindowRecorder recorder) => recorder.Neighbours switch
    {
        ({ } before, { } behind) => $"The nearest ones are at {before} and {behind}.",
        ({ } before, null) => $"The last one is at {before}.",
        (null, { } behind) => $"The first one is at {behind}.",
        _ => "There is none in the log.",
    };

    private int RunEach(ScenarioBuilder builder, ScheduleFolder folder)
    {
        var search = request.Search with { MaxStates = request.Search.MaxStates ?? StatesMax };
        var checker = CheckerOf(request.Search.Sample is null ? search : request.Search);
        Checker[] others = request.Search.Sample is not null ? [] :
        [
            CheckerOf(search with
            {
                Preemptions = Preemptions,
                MaxStates = Math.Max(StatesMax, search.MaxStates.Value),
            }),
            CheckerOf(search with { Sample = SampleRuns, MaxStates = null, MaxMemoryBytes = null }),
        ];
        string? cut = null;
        ProgressDisplay.Run(surroundings, new CheckLimits(request.Search.Sample, search.MaxStates), display =>
        {
            var recorder = new WindowRecorder(windows.Calls, null, window =>
            {
                cut = checker.Cut;
                if (cut is null)
                {
                    display.Begin($"line {window.Line}");
                    Check(window, builder, [checker, .. others], display, folder);
                    cut = checker.Cut ?? (request.Search.StopAtFirst && _first is not null ? "--stop-at-first" : null);
                }

                return cut is null;
            });
            return TraceFiles.Replay(windows.Strace, RequestOf(recorder), display, cancellation);
        });
        var report = new WindowsReport
        {
            Scenario = builder.Build(),
            Log = windows.Strace,
            Calls = windows.Calls,
            Windows = _outcomes,
            FirstFailing = _first,
            Bounds = request.Search.ToBounds(surroundings) with
            {
                MaxStates = request.Search.Sample is null ? search.MaxStates : null,
            },
            SampleRuns = SampleRuns,
            Preemptions = Preemptions,
            Remarks = builder.Remarks,
            Elapsed = checker.Elapsed,
            CutBy = cut,
        };
        var worst = ExitCodes.WorstOf(_outcomes.SelectMany(one => one.Findings)
            .Select(found => ExitCodes.Of(found.Finding)));
        var code = cut == CoverageText.Interrupted ? ExitCodes.Inconclusive
            : worst != ExitCodes.Nothing ? worst
            : report.Verdict == Verdict.VerifiedWithinBounds ? ExitCodes.Nothing
            : ExitCodes.Inconclusive;
        surroundings.Print(
            request.Json, () => JsonReports.Text(WindowsJson.Of(report, code)), () => WindowsText.Lines(report));
        return code;
    }

    private Checker CheckerOf(SearchRequest search) => new(catalogue, search, surroundings, cancellation)
    {
        Confirms = request.Confirms,
    };

    private TraceRequest RequestOf(WindowRecorder recorder) => new(TraceFiles.ReadMaps(request.Maps!))
    {
        Touched = TraceFiles.ReadTouched(windows.Touched),
        Process = windows.Pid,
        Windows = recorder,
    };

    private void Check(
        TraceWindow window,
        ScenarioBuilder builder,
        IReadOnlyList<Checker> checkers,
        ProgressDisplay display,
        ScheduleFolder folder)
    {
        var outcome = WindowOutcome.Of(window);
        if (window.Layout is null)
        {
            _outcomes.Add(outcome);
            return;
        }

        var key = WindowOutcome.KeyOf(window);
        if (_known.TryGetValue(key, out var same))
        {
            _outcomes.Add(outcome.As(same));
            return;
        }

        var scenario = builder.Build(window.Layout, window.Calls);
        var report = checkers[0].Check(scenario, [], display);
        var isWhole = report.Result.Verdict != Verdict.Inconclusive;
        foreach (var checker in checkers.Skip(1).TakeWhile(_ => !isWhole))
        {
            // Too many states: what can be said is what a bounded search finds, and then random runs.
            if (!report.Result.IsViolated && checker.Cut is null)
            {
                report = checker.Check(scenario, [], display);
            }
        }

        if (report.Result.IsViolated)
        {
            var wanted = request.Json || _first is null ? folder : null;
            report = report with
            {
                Findings = [.. report.Findings.Select(found => found.Finding.IsFailure
                    ? checkers[0].Explain(scenario, found.Finding, wanted)
                    : found)],
            };
            _first ??= report with { Remarks = [.. WindowsText.CallsOf(window)] };
        }

        outcome = outcome.With(report, isWhole || checkers.Count == 1);
        _known.Add(key, outcome);
        _outcomes.Add(outcome);
    }
}
