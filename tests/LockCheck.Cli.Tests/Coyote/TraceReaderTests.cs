using System.Text;
using LockCheck.Reporting.Coyote;

namespace LockCheck.Cli.Tests.Coyote;

/// <summary>What is no trace of Coyote 1.7.11 is an error with its line; Coyote itself takes most of it.</summary>
public sealed class TraceReaderTests
{
    private static readonly string Good = HandMade.Text(
        "Scenario", [.. HandMade.Prologue, "op(0:9),int(1)", "op(1:9),sp(Pause),next(2:8)"]);

    [Fact]
    public void A_trace_is_read_as_it_is_written()
    {
        var trace = HandMade.Read(Good);
        Assert.Equal("Scenario", trace.TestName);
        Assert.Equal(
            [
                new SchedulingStep(0, 9, "Interleave", 0, 9) { Line = 27 },
                new SchedulingStep(0, 9, "Interleave", 0, 9) { Line = 28 },
                new IntegerStep(0, 9, 1) { Line = 29 },
                new SchedulingStep(1, 9, "Pause", 2, 8) { Line = 30 },
            ],
            trace.Steps);
        Assert.Null(trace.Origin);
        Assert.Equal(Good.Replace("\"Seed\": 7", "\"Seed\": 0", StringComparison.Ordinal), trace.ToText());
    }

    [Theory]
    [InlineData("    \"Seed\": 7,\n", "")]
    [InlineData("\"TestName\": \"Scenario\"", "\"TestName\": \"\"")]
    [InlineData("\"Strategy\": \"random\"", "\"Strategy\": \"portfolio\"")]
    public void What_Coyote_may_leave_out_or_change_is_read(string old, string text) =>
        Assert.Equal(4, HandMade.Read(Changed(old, text)).Steps.Count);

    [Theory]
    [InlineData("\"TestName\": \"Scenario\",", "", 1, "without its member `TestName`")]
    [InlineData("\"TestName\": \"Scenario\"", "\"TestName\": 7", 2, "this value cannot stand here")]
    [InlineData("\"TestName\": \"Scenario\"", "\"TestName\": \"a\", \"TestName\": \"b\"", 2, "`TestName` stands twice")]
    [InlineData("\"TestName\": \"Scenario\"", "\"TestName\": \"\\ud800\"", 2, "half a character")]
    [InlineData("1.7.11.0", "1.7.10.0", 3, "a trace of Coyote 1.7.10.0")]
    [InlineData("\"Steps\"", "\"steps\"", 26, "no member `steps`")]
    [InlineData("\"Seed\": 7", "\"Sead\": 7", 7, "`Settings` has no member `Sead`")]
    [InlineData("\"TimeoutDelay\": 10,", "", 4, "without its member `TimeoutDelay`")]
    [InlineData("\"TimeoutDelay\": 10", "\"TimeoutDelay\": -1", 10, "`TimeoutDelay` is no such number")]
    [InlineData("\"TimeoutDelay\": 10", "\"TimeoutDelay\": \"10\"", 10, "`TimeoutDelay` is no such number")]
    [InlineData("\"DeadlockTimeout\": 1000", "\"DeadlockTimeout\": 0", 11, "`DeadlockTimeout` is 0")]
    [InlineData("\"IsLivenessCheckingEnabled\": true", "\"IsLivenessCheckingEnabled\": 1", 13, "is no flag")]
    [InlineData("\"Strategy\": \"random\"", "\"Strategy\": null", 5, "this value cannot stand here")]
    [InlineData("\"op(0:9),int(1)\"", "7", 29, "this value cannot stand here")]
    [InlineData("op(0:9),int(1)", "op(0:9),int(x)", 29, "step 3 is none")]
    [InlineData("op(0:9),int(1)", "op(0:9),int(-1)", 29, "step 3 is none")]
    [InlineData("op(0:9),int(1)", "op(0:9),int(2147483648)", 29, "step 3 is none")]
    [InlineData("op(0:9),int(1)", "op(0:9),int(01)", 29, "step 3 is none")]
    [InlineData("op(0:9),int(1)", "op(0),int(1)", 29, "step 3 is none")]
    [InlineData("op(0:9),int(1)", "op(18446744073709551616:9),int(1)", 29, "step 3 is none")]
    [InlineData("op(0:9),int(1)", "op(0:9),int(1) ", 29, "step 3 is none")]
    [InlineData("op(0:9),int(1)", "op(0:9),int(1)\\n", 29, "step 3 is none")]
    [InlineData("op(0:9),int(1)", "op(0:9)", 29, "step 3 is none")]
    [InlineData("op(0:9),int(1)", "", 29, "step 3 is none")]
    [InlineData("op(0:9),int(1)", "op(0:9),bool(True)", 29, "step 3 chooses between yes and no")]
    [InlineData("op(0:9),int(1)", "op(0:9),bool(true)", 29, "step 3 is none")]
    [InlineData("sp(Pause)", "sp(Paws)", 30, "one of Default, Create, Start")]
    [InlineData("sp(Pause)", "sp(pause)", 30, "step 4 is none")]
    [InlineData("sp(Pause),next(2:8)", "sp(Pause)", 30, "step 4 is none")]
    [InlineData("next(2:8)", "next(2:8),next(2:8)", 30, "step 4 is none")]
    [InlineData("\"Steps\": [", "\"Steps\": {", 27, "this is no JSON")]
    [InlineData("\n}", "\n},", 32, "this is no JSON")]
    [InlineData("\n}", "\n}\n{}", 33, "this is no JSON")]
    [InlineData("\n}", ",\n\"More\": []\n}", 32, "no member `More`")]
    [InlineData("\n}", ",\n\"LockCheck\": {}\n}", 32, "`LockCheck` without its member `Head`")]
    [InlineData("\n}", ",\n\"LockCheck\": {\"Head\": [\"about\"]}\n}", 32, "this is no head line")]
    [InlineData("\n}", ",\n\"LockCheck\": {\"Steps\": -1}\n}", 32, "`Steps` is no such number")]
    [InlineData("\n}", ",\n\"LockCheck\": {\"Moon\": 1}\n}", 32, "no member `Moon`")]
    [InlineData("{\n  \"TestName\"", "[{\n  \"TestName\"", 32, "the file ends too early")]
    public void What_no_test_writes_is_refused_with_its_line(string old, string text, int line, string part) =>
        Refused(Encoding.UTF8.GetBytes(Changed(old, text)), line, part);

    [Theory]
    [InlineData("", 1, "the file is empty")]
    [InlineData(" \n\t\r\n", 1, "the file is empty")]
    [InlineData("7", 1, "a trace: an object")]
    [InlineData("[]", 1, "a trace: an object")]
    [InlineData("{}", 1, "without its member `TestName`")]
    [InlineData("lockcheck schedule 1\n", 1, "this is no JSON")]
    [InlineData("\uFEFF{}", 1, "\\ufeff")]
    public void Another_file_is_refused(string text, int line, string part) =>
        Refused(Encoding.UTF8.GetBytes(text), line, part);

    [Fact]
    public void Bytes_that_are_no_text_are_refused()
    {
        var bytes = Encoding.UTF8.GetBytes(Good);
        bytes[Good.IndexOf("random", StringComparison.Ordinal)] = 0xFF;
        Refused(bytes, 5, "no text in UTF-8");
    }

    // Goal: half a trace is never taken for a whole one. Method: every cut.
    [Fact]
    public void A_trace_that_is_cut_anywhere_is_refused()
    {
        var bytes = Encoding.UTF8.GetBytes(Good);
        for (var length = 0; length < bytes.Length; length++)
        {
            var error = Assert.Throws<CoyoteTraceException>(() => CoyoteTrace.Parse(bytes[..length], "x.trace"));
            Assert.Equal(Math.Max(1, bytes.AsSpan(0, length).Count((byte)'\n') + 1), error.LineNumber);
            Assert.Contains(length == 0 ? "is empty" : "ends too early", error.Message, StringComparison.Ordinal);
        }
    }

    private static string Changed(string old, string text)
    {
        var at = Good.LastIndexOf(old, StringComparison.Ordinal);
        Assert.True(at >= 0, old);
        return Good[..at] + text + Good[(at + old.Length)..];
    }

    private static void Refused(byte[] bytes, int line, string part)
    {
        var error = Assert.Throws<CoyoteTraceException>(() => CoyoteTrace.Parse(bytes, "x.trace"));
        Assert.StartsWith($"x.trace, line {line}: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
        Assert.Equal(line, error.LineNumber);
    }
}
