namespace LockCheck.Cli.Tests.Checks;

/// <summary><c>lockcheck vma</c>: what it prints of recordings, and of files that are none.</summary>
public sealed class VmaTests : CommandTest
{
    [Theory]
    [InlineData("vma-good", 0, "good.jsonl")]
    [InlineData("vma-bad", 12, "good.jsonl", "bad.jsonl", "cases.json")]
    [InlineData("vma-first", 12, "bad.jsonl", "--first", "1")]
    [InlineData("vma-json", 12, "bad.jsonl", "cases.json", "--json")]
    public void A_recording_is_played_and_compared(string golden, int code, params string[] args)
    {
        var outcome = Run(
            ["vma", .. args.Select(arg => arg.Contains('.', StringComparison.Ordinal) ? File(arg) : arg)]);
        Golden.Matches(golden, outcome.Screen);
        Assert.Equal(code, outcome.Code);
    }

    [Theory]
    [InlineData("bad-vma-operation", "calls.jsonl", "{\"seq\":0,\"profile\":0,\"ops\":[{\"op\":\"mmapp\"}]}\n")]
    [InlineData("bad-vma-line", "calls.jsonl", "5-7 r--p\n")]
    [InlineData("bad-vma-empty", "calls.jsonl", "")]
    [InlineData("bad-vma-cases", "cases.json", "{\"cases\":[]}")]
    public void A_file_that_is_no_recording_is_refused(string golden, string name, string text)
    {
        var outcome = Run("vma", Write(name, text));
        Golden.Matches(golden, outcome.Screen);
        Assert.Equal(2, outcome.Code);
    }

    [Fact]
    public void A_file_that_is_not_there_is_refused()
    {
        var outcome = Run("vma", Path.Combine(Folder, "none.jsonl"));
        Assert.Equal(2, outcome.Code);
        Assert.Contains("cannot be read", outcome.Error, StringComparison.Ordinal);
    }

    private static string File(string name) => Path.Combine(Golden.Data, "recordings", name);
}
