using LockCheck.Kernel.Layouts;
using LockCheck.Reporting.Traces;

namespace LockCheck.Cli.Tests.Reports;

/// <summary>What the model says in pages is shown in real addresses, where there are any.</summary>
public sealed class ModelTextTests
{
    private const string Real =
        "0-4rx,name=\"/lib/libc.so.6\",real=7f0000000000-7f0000200000 "
        + "4-8rw,name=\"/lib/libc.so.6\",real=7f0000200000-7f0000204000 "
        + "10-11rw,name=\"[stack]\",real=7f0001000000-7f0001001000";

    [Theory]
    [InlineData("reports 4-8rw", "reports 7f0000200000-7f0000204000 rw-p libc.so.6")]
    [InlineData("reports 0-8rwxs", "reports 7f0000000000-7f0000204000 rwxs libc.so.6")]
    [InlineData("reports 4-11-", "reports 7f0000200000-7f0001001000 ---p libc.so.6 + [stack]")]
    [InlineData("W{vm_flags} of 4-6", "W{vm_flags} of 7f0000200000-7f0000202000 libc.so.6")]
    [InlineData("page 5 is lost", "page 7f0000201000 of 7f0000200000-7f0000204000 rw-p libc.so.6 is lost")]
    [InlineData("page 9 is lost", "page ~7f0000205000 is lost")]
    [InlineData("task_seq_get_next(tid 1)", "task_seq_get_next(tid 1)")]
    [InlineData("read() returns 2 records", "read() returns 2 records")]
    [InlineData("own-2-3", "own-2-3")]
    [InlineData("8-4r", "8-4r")]
    [InlineData("90000-99999r", "90000-99999r")]
    public void Real_addresses_take_the_place_of_pages(string text, string shown) =>
        Assert.Equal(shown, new ModelText(LayoutText.Parse(Real)).Show(text));

    [Theory]
    [InlineData("reports 4-8w", "reports 4-8w")]
    [InlineData("page 5 is lost", "page 5 of 4-8w is lost")]
    [InlineData("page 14 is lost", "page 14 is lost")]
    public void A_layout_without_addresses_keeps_its_pages(string text, string shown) =>
        Assert.Equal(shown, new ModelText(LayoutText.Parse("0-4r 4-8w 8-12r")).Show(text));

    [Theory]
    [InlineData("reports 4-8w", "reports 12-16rx", true)]
    [InlineData("task_seq_get_next(tid 1)", "task_seq_get_next(tid 12)", true)]
    [InlineData("reports 4-8w", "passes over 4-8w", false)]
    public void Two_rounds_have_one_shape(string one, string other, bool isSame) =>
        Assert.Equal(isSame, ModelText.ShapeOf(one) == ModelText.ShapeOf(other));
}
