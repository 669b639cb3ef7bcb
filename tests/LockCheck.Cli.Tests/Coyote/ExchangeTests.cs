using LockCheck.Engine;

namespace LockCheck.Cli.Tests.Coyote;

/// <summary>The screens of <c>export</c> and <c>import</c>, their files and their codes.</summary>
public sealed class ExchangeTests : CommandTest
{
    private const string General = "task_vma-v7.split-front.I1";
    private const string OfClaim = "bug-18.proc_maps-version-cursor.merge-left-full.I1";

    private static string Claims => Path.Combine(Golden.Folder, "claims");

    private static string Actors => Path.Combine(Golden.Data, "coyote", "bug-18-actors.trace");

    [Fact]
    public void An_export_says_how_Coyote_replays_it()
    {
        Check("task_vma/v7", "--writer", "split-front");
        var outcome = Run("export", Path.Combine(Out, General + ".schedule"), "--to", "coyote");
        Golden.Matches("export", outcome.Screen);
        Golden.Matches("export-trace", File.ReadAllText(Path.Combine(Out, General + ".trace")) + "\n");
        Assert.Equal(0, outcome.Code);
    }

    [Fact]
    public void A_schedule_of_a_claim_is_a_run_of_its_test_too()
    {
        var schedule = CopyOfClaim();
        var outcome = Run("export", schedule, "--to", "coyote", "--out", Path.Combine(Folder, "a b.trace"));
        Golden.Matches("export-claim", outcome.Screen);
        Golden.Matches("export-json", Run("export", schedule, "--to", "coyote", "--json").Screen);
    }

    [Fact]
    public void An_import_of_an_export_is_the_same_file_and_screen_of_a_replay()
    {
        var schedule = CopyOfClaim();
        Run("export", schedule, "--to", "coyote");
        var trace = Path.ChangeExtension(schedule, ".trace");
        var outcome = Run("import", trace, "--out", Out);
        Golden.Matches("import-export", outcome.Screen);
        Assert.Equal(12, outcome.Code);
        Assert.Equal(File.ReadAllText(schedule), File.ReadAllText(Path.Combine(Out, Schedules().Single())));
        Assert.Equal(outcome, Run("import", trace, "--out", Out));
    }

    [Fact]
    public void A_trace_of_a_claims_test_becomes_a_schedule_that_replays()
    {
        var outcome = Run("import", Actors, "--out", Out);
        Golden.Matches("import-actors", outcome.Screen);
        Assert.Equal(12, outcome.Code);
        Assert.Equal(12, Run("replay", Path.Combine(Out, Schedules().Single())).Code);
        Golden.Matches("import-json", Run("import", Actors, "--out", Out, "--json").Screen);
    }

    [Fact]
    public void A_trace_of_the_general_test_takes_its_scenario_from_the_command_line()
    {
        var trace = Write("x.trace", File.ReadAllText(Actors)
            .Replace("Bug18__proc_maps_version_cursor__merge_left_full", "T.Scenario", StringComparison.Ordinal));
        const string line = "reader: proc_maps/version-cursor; writer: merge-left-full; invariants: I1";
        var typed = Run("import", trace, "--out", Out, "--scenario", line);
        var like = Run("import", trace, "--out", Out, "--like", CopyOfClaim());
        Assert.Equal((12, string.Empty), (typed.Code, typed.Error));
        Assert.Equal(typed with { CommandText = like.CommandText }, like);
        Assert.Single(Schedules());
    }

    [Theory]
    [InlineData(11, "deadlock", "own/waiting", "--writer", "split-front")]
    [InlineData(12, "exception", "own/throwing")]
    [InlineData(0, "I5", "task_vma/v7", "--writer", "split-front")]
    public void Every_kind_of_finding_travels_with_its_code(int code, string property, params string[] args)
    {
        Check([.. args, "--assembly", OwnAssembly]);
        var file = Schedules().Single(name => name.EndsWith($".{property}.schedule", StringComparison.Ordinal));
        var schedule = Path.Combine(Out, file);
        var trace = Path.Combine(Folder, "x.trace");
        var there = Run("export", schedule, "--to", "coyote", "--out", trace, "--assembly", OwnAssembly);
        Assert.Equal((0, string.Empty), (there.Code, there.Error));
        var back = Run("import", trace, "--out", Path.Combine(Folder, "back"), "--assembly", OwnAssembly);
        Assert.Equal((code, string.Empty), (back.Code, back.Error));
        Assert.Equal(File.ReadAllText(schedule), File.ReadAllText(Path.Combine(Folder, "back", file)));
    }

    // Goal: an import says where a trace ended that breaks nothing. Method: without its last steps.
    [Theory]
    [InlineData("short", 1)]
    [InlineData("shorter", 20)]
    public void A_trace_that_breaks_nothing_diverges(string golden, int missing)
    {
        var lines = File.ReadAllLines(Actors).ToList();
        var at = lines.Count - 2 - missing;
        lines.RemoveRange(at, missing);
        lines[at - 1] = lines[at - 1].TrimEnd(',');
        Refused(golden, 4, Write("x.trace", string.Join('\n', lines)));
    }

    [Theory]
    [InlineData("thread", 4, "next(2:5364916925003925)", "next(3:5364916925003925)")]
    [InlineData("running", 2, "op(2:5364916925003925),sp(Pause),next(1", "op(1:175247760700),sp(Pause),next(1")]
    [InlineData("number", 4, "op(1:175247760700),sp(Pause),next(2:5364916925003925)", "op(1:175247760700),int(0)")]
    [InlineData("bool", 2, "op(1:175247760700),sp(Pause),next(2:5364916925003925)", "op(1:175247760700),bool(True)")]
    [InlineData("sequence", 2, "op(2:5364916925003925),sp", "op(2:1),sp")]
    [InlineData("deadlock-timeout", 2, "\"DeadlockTimeout\": 1000", "\"DeadlockTimeout\": 0")]
    [InlineData("version", 2, "1.7.11.0", "1.7.12.0")]
    [InlineData("test", 2, "Bug18__", "Bug99__")]
    [InlineData("form", 2, "__actors", "")]
    [InlineData("claim", 4, "Bug18__proc_maps_version_cursor__merge_left_full", "Bug2__task_vma_v3__mprotect_mid")]
    public void A_trace_with_a_mistake_is_refused_where_it_is(string golden, int code, string old, string text)
    {
        var content = File.ReadAllText(Actors);
        var at = content.IndexOf(old, StringComparison.Ordinal);
        Refused(golden, code, Write("x.trace", content[..at] + text + content[(at + old.Length)..]));
    }

    [Theory]
    [InlineData("edited-number", 4, "int(1)", "int(7)")]
    [InlineData("edited-about", 2, "about: #18", "about: #19")]
    [InlineData("edited-scenario", 2, "repeat: 1", "repeat: 0")]
    [InlineData("edited-length", 4, "\"Steps\": 33", "\"Steps\": 34")]
    [InlineData("edited-reader", 2, "reader: proc_maps/version-cursor", "reader: proc_maps/version-cursar")]
    public void An_edited_export_is_refused(string golden, int code, string old, string edited)
    {
        var schedule = CopyOfClaim();
        Run("export", schedule, "--to", "coyote");
        var text = File.ReadAllText(Path.ChangeExtension(schedule, ".trace"));
        Assert.Contains(old, text, StringComparison.Ordinal);
        Refused(golden, code, Write("x.trace", text.Replace(old, edited, StringComparison.Ordinal)));
    }

    [Fact]
    public void Nothing_that_is_there_is_written_over()
    {
        var schedule = CopyOfClaim();
        var trace = Write(OfClaim + ".trace", "a trace of Coyote's own");
        var export = Run("export", schedule, "--to", "coyote");
        Assert.Equal(2, export.Code);
        Golden.Matches("export-taken", export.Error);
        Assert.Equal("a trace of Coyote's own", File.ReadAllText(trace));

        Run("import", Actors, "--out", Out);
        var file = Path.Combine(Out, Schedules().Single());
        File.WriteAllText(file, File.ReadAllText(schedule));
        var import = Run("import", Actors, "--out", Out);
        Assert.Equal((2, string.Empty), (import.Code, import.Output));
        Golden.Matches("import-taken", import.Error);
        Assert.Equal(File.ReadAllText(schedule), File.ReadAllText(file));
    }

    [Fact]
    public void A_schedule_that_diverges_is_not_exported()
    {
        var schedule = ScheduleFile.Load(CopyOfClaim());
        var lines = schedule.ToText().Split('\n');
        var at = Array.FindIndex(lines, line => line.StartsWith("reader: ", StringComparison.Ordinal));
        lines[at] = "reader: proc_maps/mmap-lock";
        var end = Array.FindIndex(lines, line => line.StartsWith("sums ", StringComparison.Ordinal));
        var outcome = Run("export", Write("x.schedule", Checks.Sums.Seal(lines[..end])), "--to", "coyote");
        Assert.Equal((4, string.Empty), (outcome.Code, outcome.Output));
        Assert.False(File.Exists(Path.Combine(Folder, "x.trace")));
    }

    private string CopyOfClaim() =>
        Write(OfClaim + ".schedule", File.ReadAllText(Path.Combine(Claims, OfClaim + ".schedule")));

    private void Refused(string golden, int code, string trace)
    {
        var outcome = Run("import", trace, "--out", Out);
        Golden.Matches($"import-{golden}", outcome.Error);
        Assert.Equal((code, string.Empty), (outcome.Code, outcome.Output));
        Assert.Empty(Schedules());
    }
}
