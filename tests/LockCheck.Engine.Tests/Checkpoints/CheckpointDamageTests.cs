using System.Text;

namespace LockCheck.Engine.Tests.Checkpoints;

/// <summary>
/// A checkpoint that is damaged, cut short or of something else is refused, with the reason, and stays as it is; and
/// each of its sections is needed.
/// </summary>
public sealed class CheckpointDamageTests : CheckpointTest
{
    private const int SumBytes = 32;

    private static readonly string[] Sections =
    [
        CheckpointSections.Head, CheckpointSections.Build, CheckpointSections.Counts, CheckpointSections.Found,
        CheckpointSections.Log, CheckpointSections.End,
    ];

    [Fact]
    public void A_flipped_byte_is_found_in_every_section_wherever_it_is()
    {
        Begin("counter", 1);
        var whole = File.ReadAllBytes(FilePath);
        foreach (var (name, from, to) in Parts(whole))
        {
            foreach (var at in new[] { from, from + 8, (from + to - SumBytes) / 2, to - SumBytes - 1, to - 1 })
            {
                var damaged = (byte[])whole.Clone();
                damaged[at] ^= 0x10;
                AssertRefused(damaged, $"in its section `{name}`");
            }
        }
    }

    [Fact]
    public void A_file_that_was_cut_short_is_refused()
    {
        Begin("counter", 1);
        var whole = File.ReadAllBytes(FilePath);
        foreach (var (name, from, to) in Parts(whole))
        {
            AssertRefused(whole[..from], $"ends in its section `{name}`");
            AssertRefused(whole[..(to - 1)], $"ends in its section `{name}`");
        }

        AssertRefused([], "does not begin as a checkpoint");
        AssertRefused([.. whole, 0], "damaged in its section `end`");
    }

    [Fact]
    public void A_section_of_another_checkpoint_does_not_fit()
    {
        Begin("counter", 1);
        var one = File.ReadAllBytes(FilePath);
        Continue("counter", 1);
        var other = File.ReadAllBytes(FilePath);
        var (_, from, to) = Parts(one).Single(part => part.Name == CheckpointSections.Found);
        var (_, fromOther, toOther) = Parts(other).Single(part => part.Name == CheckpointSections.Found);
        AssertRefused([.. one[..from], .. other[fromOther..toOther], .. one[to..]], "in its section `found`");
    }

    [Theory]
    [InlineData("grid", "bytes of the vector")]
    [InlineData("philosophers", "threads")]
    public void A_checkpoint_of_another_model_is_refused(string other, string difference)
    {
        Begin("counter", 1);
        var refused = Assert.Throws<CheckpointException>(() => Continue(other));
        Assert.Contains("of another search, or of another build", refused.Message, StringComparison.Ordinal);
        Assert.Contains(difference, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_checkpoint_of_other_bounds_is_refused()
    {
        Begin("counter", 1);
        var refused = Assert.Throws<CheckpointException>(
            () => Continue("counter", options: new SearchOptions { StopAtFirst = true }));
        Assert.Contains("stop at the first failure: no there, yes here", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("runtime")]
    [InlineData("build of LockCheck.Engine.dll")]
    [InlineData("hash of states")]
    [InlineData("bytes of the vector")]
    public void A_checkpoint_of_another_build_is_refused(string key)
    {
        Begin("counter", 1);
        Rewrite(build: lines => [.. lines.Select(line => line.Key == key ? (key, "another") : line)]);
        var refused = Assert.Throws<CheckpointException>(() => Continue("counter"));
        Assert.Contains($"{key}: another there", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>The mutants: a search that leaves a section out, or a number of it, says something else.</summary>
    [Fact]
    public void A_search_that_forgets_what_was_found_says_something_else()
    {
        var whole = Said(Explorer.Search(NewWorld("philosophers")));
        Begin("philosophers", 2);
        var saved = File.ReadAllBytes(FilePath);
        Rewrite();
        Assert.Equal(saved, File.ReadAllBytes(FilePath));
        Rewrite(found: _ => []);
        Assert.NotEqual(whole, Said(Continue("philosophers")));
    }

    [Fact]
    public void A_search_that_forgets_a_number_says_something_else_or_is_refused()
    {
        var whole = Said(Explorer.Search(NewWorld("philosophers")));
        Begin("philosophers", 2);
        var saved = File.ReadAllBytes(FilePath);
        Func<SearchCounts, SearchCounts>[] mutants =
        [
            counts => counts with { Transitions = 0 },
            counts => counts with { Depth = 0 },
            counts => counts with { LevelEnd = counts.States },
            counts => counts with { Deadlocks = 7 },
            counts => counts with { Terminal = 7 },
            counts => counts with { Widest = 1 << 30 },
            counts => counts with { Next = counts.Next - 1 },
            counts => counts with { Next = counts.Next + 1 },
            counts => counts with { PendingLow = counts.PendingLow + 1 },
            counts => counts with { PendingHigh = counts.PendingHigh + 1 },
        ];
        foreach (var mutant in mutants)
        {
            File.WriteAllBytes(FilePath, saved);
            Rewrite(counts: mutant);
            string said;
            try
            {
                said = Said(Continue("philosophers"));
            }
            catch (CheckpointException exception)
            {
                said = exception.Message;
            }

            Assert.NotEqual(whole, said);
        }
    }

    [Fact]
    public void A_log_that_leads_elsewhere_is_refused()
    {
        Begin("counter", 1);
        var saved = File.ReadAllBytes(FilePath);
        foreach (var state in new[] { 1, 2, 1000 })
        {
            File.WriteAllBytes(FilePath, saved);
            Rewrite(log: log => log.Set(state, state - 1, new PathStep((byte)((log[state].Step.Slot + 1) % 4), 0)));
            var refused = Assert.Throws<CheckpointException>(() => Continue("counter"));
            Assert.Contains("checkpoint", refused.Message, StringComparison.Ordinal);
        }
    }

    private static List<(string Name, int From, int To)> Parts(byte[] file)
    {
        var parts = new List<(string, int, int)>();
        var at = CheckpointSections.Magic.Length;
        foreach (var name in Sections)
        {
            Assert.Equal(name, Encoding.ASCII.GetString(file, at, CheckpointSections.NameBytes).TrimEnd());
            var length = (int)BitConverter.ToInt64(file, at + CheckpointSections.NameBytes);
            var to = at + CheckpointSections.NameBytes + sizeof(long) + length + SumBytes;
            parts.Add((name, at, to));
            at = to;
        }

        Assert.Equal(file.Length, at);
        return parts;
    }

    private void AssertRefused(byte[] file, string reason)
    {
        File.WriteAllBytes(FilePath, file);
        var refused = Assert.Throws<CheckpointException>(() => Continue("counter"));
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        Assert.Equal(file, File.ReadAllBytes(FilePath));
    }

    /// <summary>Writes the checkpoint again, with something changed in it and the sums of what it is then.</summary>
    private void Rewrite(
        Func<IReadOnlyList<(string Key, string Value)>, IReadOnlyList<(string Key, string Value)>>? build = null,
        Func<SearchCounts, SearchCounts>? counts = null,
        Func<FoundEntry[], FoundEntry[]>? found = null,
        Action<ParentLog>? log = null)
    {
        using var kept = new ParentLog();
        using var changed = new MemoryStream();
        using (var reader = new CheckpointReader(FilePath))
        using (var writer = new CheckpointWriter(changed))
        {
            writer.Lines(CheckpointSections.Head, reader.ReadLines(CheckpointSections.Head));
            var lines = reader.ReadLines(CheckpointSections.Build);
            writer.Lines(CheckpointSections.Build, build?.Invoke(lines) ?? lines);
            var numbers = reader.ReadValues<SearchCounts>(CheckpointSections.Counts)[0];
            writer.Values<SearchCounts>(CheckpointSections.Counts, [counts?.Invoke(numbers) ?? numbers]);
            var entries = reader.ReadValues<FoundEntry>(CheckpointSections.Found);
            writer.Values<FoundEntry>(CheckpointSections.Found, found?.Invoke(entries) ?? entries);
            reader.ReadLog(kept);
            log?.Invoke(kept);
            writer.Log(kept);
            writer.Values<byte>(CheckpointSections.End, []);
            reader.ReadEnd();
        }

        File.WriteAllBytes(FilePath, changed.ToArray());
    }
}
