namespace LockCheck.Kernel.Tests.Traces.Windows;

/// <summary>
/// The windows of real programs: each is played alone in its small world, and has the maps of the log after every call,
/// or says why not.
/// </summary>
public sealed class RecordedWindowsTests
{
    [Theory]
    [InlineData("cat", 1, 30)]
    [InlineData("cat", 7, 30)]
    [InlineData("bash", 1, 37)]
    [InlineData("bash", 4, 37)]
    [InlineData("python", 1, 202)]
    [InlineData("python", 3, 202)]
    [InlineData("jit", 2, 238)]
    public void Every_window_of_a_program_is_played(string name, int calls, int windows)
    {
        var all = Windows.Recorded(name, calls);
        Assert.Equal(windows, all.Count);
        Assert.Empty(
            all.Where(window => window.WhyNot is not null).Select(window => $"{window.Line}: {window.WhyNot}"));
        Assert.All(all.Where(window => window.Changes), window => Assert.NotNull(window.Layout));
    }

    [Fact]
    public void What_is_not_played_says_why() => Assert.Equal(
        ["87: a call that failed and leaves a split behind", "88: a call that failed and leaves a split behind"],
        Windows.Recorded("calls", 2).Where(window => window.WhyNot is not null)
            .Select(window => $"{window.Line}: {window.WhyNot}"));

    [Fact]
    public void A_window_at_a_line_is_that_of_each_line()
    {
        var each = Windows.Recorded("cat", 3);
        var one = Assert.Single(Windows.Recorded("cat", 3, line: 18));
        var same = Assert.Single(each, window => window.Line == 18);
        Assert.Equal(same.Layout, one.Layout);
        Assert.Equal(same.Calls.AsEnumerable(), one.Calls.AsEnumerable());
        Assert.Equal([18, 20], [one.Line, one.LastLine]);
    }
}
