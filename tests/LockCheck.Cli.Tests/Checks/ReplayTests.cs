using LockCheck.Engine;

namespace LockCheck.Cli.Tests.Checks;

/// <summary>Replays: the recorded finding again, or an error that names the line.</summary>
public sealed class ReplayTests : CommandTest
{
    private const string Recorded = "task_vma-v7.split-front.I1.schedule";

    [Fact]
    public void A_replay_shows_the_recorded_finding_and_ends_with_its_code()
    {
        var outcome = Run("replay", Record());
        Assert.Equal(12, outcome.Code);
        Golden.Matches("replay-v7-split-front", outcome.Screen);
    }

    [Theory]
    [InlineData(0, "I5", "task_vma/v7", "--writer", "split-front")]
    [InlineData(11, "deadlock", "own/waiting", "--writer", "split-front")]
    [InlineData(12, "exception", "own/throwing")]
    public void Every_kind_of_finding_replays(int code, string property, params string[] args)
    {
        Check([.. args, "--assembly", OwnAssembly]);
        var file = Schedules().Single(name => name.EndsWith($".{property}.schedule", StringComparison.Ordinal));
        var outcome = Run("replay", Path.Combine(Out, file), "--assembly", OwnAssembly);
        Assert.Equal((code, string.Empty), (outcome.Code, outcome.Error));
        Golden.Matches($"replay-{property}", outcome.Screen);
    }

    [Fact]
    public void A_finding_at_another_level_of_the_lock_replays_at_that_level()
    {
        Check("task_vma/v7", "--writer", "merge-both", "--rwsem", "L2");
        Assert.NotEmpty(Schedules());
        foreach (var file in Schedules())
        {
            Assert.Contains(".L2.", file, StringComparison.Ordinal);
            var outcome = Run("replay", Path.Combine(Out, file));
            Assert.Equal((0, string.Empty), (outcome.Code, outcome.Error));
            Assert.Contains("rwsem L2", outcome.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_replay_of_a_real_map_needs_no_process()
    {
        Check("task_vma/v3", "--maps", Path.Combine(Golden.Data, "cat.final.maps"));
        var file = Path.Combine(Out, Schedules().Single());
        Assert.Contains("real=555555554000-555555556000", File.ReadAllText(file), StringComparison.Ordinal);
        Golden.Matches("replay-maps", Run("replay", file).Screen);
    }

    [Fact]
    public void The_schedule_file_keeps_the_models_terms()
    {
        Record();
        Golden.Matches("schedule-v7-split-front", File.ReadAllText(Path.Combine(Out, Recorded)));
    }

    [Theory]
    [InlineData("edited-step", "tree store 6-8", "tree store 5-8")]
    [InlineData("edited-head", "repeat: 1", "repeat: 2")]
    [InlineData("edited-layout", "layout: 0-4r", "layout: 1-4r")]
    [InlineData("edited-end", "end: ", "end: 0")]
    public void An_edited_file_is_refused_with_its_line(string golden, string old, string edited)
    {
        var text = File.ReadAllText(Record());
        Assert.Contains(old, text, StringComparison.Ordinal);
        Refused(golden, text.Replace(old, edited, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("truncated-line", -30)]
    [InlineData("truncated-half", 900)]
    public void A_truncated_file_is_refused_with_its_line(string golden, int length)
    {
        var text = File.ReadAllText(Record());
        Refused(golden, length < 0 ? text[..^-length] : text[..length]);
    }

    [Fact]
    public void A_schedule_of_an_unknown_reader_asks_for_its_assembly()
    {
        Check("own/throwing", "--assembly", OwnAssembly);
        var outcome = Run("replay", Path.Combine(Out, Schedules().Single()));
        Assert.Equal(2, outcome.Code);
        Golden.Matches("replay-unknown-reader", outcome.Error);
    }

    [Theory]
    [InlineData("diverged-reader", "reader", "task_vma/resume-unshown")]
    [InlineData("diverged-writer", "writer", "split-mid at 1")]
    [InlineData("diverged-kind", "kind", "observation")]
    public void A_changed_scenario_diverges_at_the_first_differing_step(string golden, string key, string value)
    {
        var outcome = Run("replay", Forge(key, value));
        Assert.Equal((4, string.Empty), (outcome.Code, outcome.Output));
        Golden.Matches(golden, outcome.Error);
    }

    [Theory]
    [InlineData("head-unknown", "rwsem", "L7")]
    [InlineData("head-kind", "kind", "mishap")]
    [InlineData("head-writer", "writer", "split-front")]
    [InlineData("head-place", "writer", "split-front at 9")]
    public void A_head_that_names_no_scenario_is_refused(string golden, string key, string value)
    {
        var outcome = Run("replay", Forge(key, value));
        Assert.Equal((2, string.Empty), (outcome.Code, outcome.Output));
        Golden.Matches(golden, outcome.Error);
    }

    [Theory]
    [InlineData("bug-18", "merge-left-full")]
    [InlineData("bug-19", "munmap-whole-mid")]
    public void The_bugs_of_the_version_cursor_have_their_schedules(string bug, string writer)
    {
        Check("proc_maps/version-cursor", "--writer", writer);
        var file = Path.Combine(Out, $"proc_maps-version-cursor.{writer}.I1.schedule");
        Golden.Matches($"schedule-{bug}", File.ReadAllText(file));
        var outcome = Run("replay", file);
        Assert.Equal((12, string.Empty), (outcome.Code, outcome.Error));
        Golden.Matches($"replay-{bug}", outcome.Screen);
    }

    private string Record()
    {
        Check("task_vma/v7", "--writer", "split-front");
        return Path.Combine(Out, Recorded);
    }

    /// <summary>A file with right checksums, as another version of the program would have written it.</summary>
    private string Forge(string key, string value)
    {
        var schedule = ScheduleFile.Load(Record());
        var lines = schedule.ToText().Split('\n');
        var at = Array.FindIndex(lines, line => line.StartsWith($"{key}: ", StringComparison.Ordinal));
        lines[at] = $"{key}: {value}";
        var end = Array.FindIndex(lines, line => line.StartsWith("sums ", StringComparison.Ordinal));
        return Write("forged.schedule", Sums.Seal(lines[..end]));
    }

    private void Refused(string golden, string text)
    {
        var outcome = Run("replay", Write("damaged.schedule", text));
        Assert.Equal((2, string.Empty), (outcome.Code, outcome.Output));
        Golden.Matches($"replay-{golden}", outcome.Error);
    }
}
