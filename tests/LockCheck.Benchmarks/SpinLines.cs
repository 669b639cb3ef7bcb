using System.Globalization;
using LockCheck.Engine;
using LockCheck.Spin;

namespace LockCheck.Benchmarks;

/// <summary>
/// Exhaustive searches of the same state graphs by LockCheck and by SPIN, in one run: a line for each tool and setting,
/// the best of a few runs, with its ratio to SPIN without a reduction (docs/spin.md).
/// </summary>
internal static class SpinLines
{
    private const int Runs = 3;
    private const double Megabyte = 1_000_000;

    // A self-check replays paths: SPIN has nothing of the kind.
    private static readonly SearchOptions Quick = new() { SelfCheckEvery = 0 };

    /// <summary>What is measured of LockCheck: a search with a reduction is one line more.</summary>
    private static readonly (string Name, bool Reduces, SearchOptions Options)[] Ours =
    [
        ("LockCheck", false, Quick),
        ("LockCheck, depth-first", false, Quick with { DepthFirst = true }),
    ];

    private static readonly SpinSetting[] Theirs =
    [
        SpinSetting.Plain, SpinSetting.Collapse, SpinSetting.HashCompact, SpinSetting.Reduced, SpinSetting.Lean,
    ];

    private static readonly SpinModel[] Models =
        [SpinModel.TaskVma(2, 4), SpinModel.PerVmaLock(2, 2), SpinModel.MapsRcu(2, 1)];

    /// <summary>Measures and prints.</summary>
    /// <returns>0; 1 if SPIN is not there, or the two disagree.</returns>
    public static int Print(TextWriter output, TextWriter errors)
    {
        if ((OperatingSystem.IsLinux() ? SpinTool.WhyNot : "it takes Linux") is { } whyNot)
        {
            errors.WriteLine($"This compares LockCheck with SPIN, and {whyNot}.");
            return 1;
        }

        output.WriteLine(
            $"the best of {Runs} runs each, in turn; ratios are to SPIN without a reduction, above 1 is better: "
            + "`speed` in states by the second on a processor, `time` in seconds by the clock");
        try
        {
            return Models.Select(model => Compare(output, errors, model)).ToList().TrueForAll(agree => agree) ? 0 : 1;
        }
        catch (SpinException exception)
        {
            errors.WriteLine(exception.Message);
            return 1;
        }
    }

    private static bool Compare(TextWriter output, TextWriter errors, SpinModel model)
    {
        var verifiers = Theirs.Select(setting => SpinTool.Build(model, setting, FolderOf(model, setting), "-O3"))
            .ToList();
        var rows = new List<Row>();
        for (var run = 0; run < Runs; run++)
        {
            // In turn, so that a load on the machine meets all of them.
            var now = Ours.Select(ours => Measure(model, ours.Name, ours.Reduces, ours.Options)).ToList();
            now.AddRange(Theirs.Select((setting, at) => Measure(setting, verifiers[at], now[0].States)));
            rows = run == 0 ? now : [.. rows.Zip(now, Best)];
        }

        Print(output, model, rows);
        return Agree(errors, model, rows);
    }

    private static Row Best(Row one, Row other) => one with
    {
        Seconds = Math.Min(one.Seconds, other.Seconds),
        CpuSeconds = Math.Min(one.CpuSeconds, other.CpuSeconds),
    };

    private static void Print(TextWriter output, SpinModel model, List<Row> rows)
    {
        var reference = rows.Find(row => row.Tool == SpinSetting.Plain.Name)!;
        output.WriteLine();
        output.WriteLine(model.Name);
        output.WriteLine($"  {model.Line}");
        output.WriteLine(
            $"  {string.Empty,-24} {"reduces",-7} {"states",10} {"transitions",11} {"cpu s",6} {"states/s",10} "
            + $"{"clock s",7} {"MB",6} {"B/state",7} {"speed",5} {"time",5}  verdict");
        foreach (var row in rows)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {row.Tool,-24} {(row.Reduces ? "yes" : "no"),-7} {row.States,10:N0} {row.Transitions,11:N0} "
                + $"{row.CpuSeconds,6:0.00} {row.Speed,10:N0} {row.Seconds,7:0.00} {row.MemoryBytes / Megabyte,6:N0} "
                + $"{row.MemoryBytes / row.States,7:0.0} {row.Speed / reference.Speed,5:0.00} "
                + $"{reference.Seconds / row.Seconds,5:0.00}  {row.Verdict}"));
        }
    }

    /// <summary>All find the same; those that keep every state, and tell them all apart, have the same graph.</summary>
    private static bool Agree(TextWriter errors, SpinModel model, List<Row> rows)
    {
        var reference = rows[0];
        var differs = rows.FindAll(row => row.Verdict != reference.Verdict || (row.IsWhole &&
            (row.States != reference.States || row.Transitions != reference.Transitions)));
        foreach (var row in differs)
        {
            errors.WriteLine(
                $"{row.Tool} and {reference.Tool} disagree about {model.Name}. Usual cause: one of the protocol and "
                + $"scripts/spin/{model.File} was changed and not the other.");
        }

        return differs.Count == 0;
    }

    private static Row Measure(SpinModel model, string tool, bool reduces, SearchOptions options)
    {
        long memory = 0;
        var cpu = CpuTime.OfThread;
        var result = SearchCases.Search(
            model.Scenario(SearchCases.Known),
            options with { Progress = progress => memory = Math.Max(memory, progress.MemoryBytes) });
        return new Row(
            tool,
            reduces,
            IsWhole: !reduces,
            result.States,
            result.Transitions,
            result.Elapsed.TotalSeconds,
            CpuTime.OfThread - cpu,
            memory,
            SpinRun.VerdictOf(result));
    }

    private static Row Measure(SpinSetting setting, string verifier, long states)
    {
        var cpu = CpuTime.OfChildren;
        var run = SpinTool.Search(verifier, states);
        return new Row(
            setting.Name,
            setting.Reduces,
            IsWhole: !setting.Reduces && setting.IsExact,
            run.States,
            run.Transitions,
            run.Seconds,
            CpuTime.OfChildren - cpu,
            run.MemoryBytes,
            run.Verdict);
    }

    private static string FolderOf(SpinModel model, SpinSetting setting) => Path.Combine(
        SpinTool.Root,
        "lockcheck-out",
        "spin",
        Path.GetFileNameWithoutExtension(model.File) + "."
            + string.Concat(setting.Name.Where(char.IsAsciiLetterOrDigit)));

    private sealed record Row(
        string Tool,
        bool Reduces,
        bool IsWhole,
        long States,
        long Transitions,
        double Seconds,
        double CpuSeconds,
        double MemoryBytes,
        string Verdict)
    {
        public double Speed => States / CpuSeconds;
    }
}
