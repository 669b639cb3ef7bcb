using LockCheck.Kernel.Traces;

namespace LockCheck.Kernel.Tests.Traces;

/// <summary>The lines of strace: each form is read, and what is none is an error with its number.</summary>
public sealed class LineGrammarTests
{
    private const string Map = "mmap(NULL, 4096, PROT_READ, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0) = 0x7ffff7fc0000";

    [Theory]
    [InlineData(Map)]
    [InlineData("12 " + Map)]
    [InlineData("12    " + Map)]
    [InlineData("[pid 12] " + Map)]
    [InlineData("[pid    12] " + Map)]
    [InlineData("12 10:11:12 " + Map)]
    [InlineData("12 10:11:12.123456 " + Map)]
    [InlineData("12 1700000000.123456 " + Map)]
    [InlineData("[pid 12]      0.000123 " + Map)]
    [InlineData("12 " + Map + " <0.000012>")]
    public void A_call_is_read_with_any_prefix(string line) =>
        Assert.Equal(["7ffff7fc0000-7ffff7fc1000 r--p 0"], Trace.Between(Trace.Replay([line])));

    [Theory]
    [InlineData("strace: Process 13 attached")]
    [InlineData("1 --- SIGCHLD {si_signo=SIGCHLD, si_code=CLD_EXITED} ---")]
    [InlineData("1 --- stopped by SIGSTOP ---")]
    [InlineData("1 read(3</a (b) = 1>, \"x) = 2\\\"\\\\\"..., 9) = -1 EAGAIN (Resource temporarily unavailable)")]
    [InlineData("1 futex(0x7ffff7d9ea10, FUTEX_WAIT, 0, NULL) = ? ERESTARTSYS (To be restarted if SA_RESTART is set)")]
    [InlineData("1 restart_syscall(<... resuming interrupted read ...>) = 1")]
    [InlineData("1 read(3<socket:[1->2]>, \"\", 1)  = 0")]
    [InlineData("1 wait4(-1, [{WIFEXITED(s) && WEXITSTATUS(s) == 0}], WNOHANG, NULL) = 5")]
    [InlineData("1 <... futex resumed>) = 0")]
    [InlineData("1 poll([{fd=3, events=POLLIN}], 1, -1 <unfinished ...>")]
    public void What_is_no_memory_call_changes_nothing(string line) =>
        Assert.Empty(Trace.Between(Trace.Replay(["1 brk(NULL) = 0x555555556000", line])));

    [Theory]
    [InlineData("1 mmap(NULL, 4096, PROT_READ", "inside the call")]
    [InlineData("1 mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, 3</x>, 0)", "before the call's result")]
    [InlineData("1 munmap(0x1000, 4096) = zero", "no number")]
    [InlineData("1 munmap(0x1000, page) = 0", "the arguments lack a length")]
    [InlineData("1 mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, 3, 0) = 0x7ffff7fc0000", "without strace's -y")]
    [InlineData("1 <... munmap resumed>) = 0", "did not begin")]
    [InlineData("1 <... munmap", "does not go on as one")]
    [InlineData("1 +++ exited with 0", "does not end as one")]
    [InlineData("7ffff7fc0000-7ffff7fc1000 r--p", "neither a call nor an event")]
    [InlineData("", "nothing in the line")]
    [InlineData("\u0001\u0002", "neither a call nor an event")]
    public void What_cannot_be_read_is_an_error_with_its_line(string line, string reason)
    {
        var error = Assert.Throws<TraceException>(
            () => Trace.Replay(["1 brk(NULL) = 0x555555556000", line, "1 exit_group(0) = ?"]));
        Assert.StartsWith("line 2: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_calls_are_counted_and_named()
    {
        var outcome = Trace.Replay(
            ["1 map_shadow_stack(0, 1, 2) = 0", "1 io_setup(1, [0x7f]) = 0", "1 io_setup(1 <unfinished ...>"]);
        Assert.Equal(["io_setup 2", "map_shadow_stack 1"], outcome.Unknown.Select(one => $"{one.Name} {one.Count}"));
        Assert.Equal(3, outcome.UnknownCalls);
    }

    // Those of userfaultfd and of drivers change maps.
    [Fact]
    public void An_ioctl_is_not_dropped_silently()
    {
        var outcome = Trace.Replay(["1 ioctl(3<anon_inode:[userfaultfd]>, UFFDIO_REGISTER, 0x7f) = 0"]);
        Assert.Equal(["ioctl 1"], outcome.Unknown.Select(one => $"{one.Name} {one.Count}"));
    }

    [Fact]
    public void A_damaged_log_is_an_error_or_a_map_and_never_anything_else()
    {
        var log = Trace.Bytes("bash.strace");
        var initial = Trace.Maps("bash.initial.maps");
        var state = 1u;
        for (var round = 0; round < 300; round++)
        {
            var damaged = log.AsSpan(0, (int)(Next() % log.Length) + 1).ToArray();
            for (var i = 0; i < round % 4; i++)
            {
                damaged[Next() % damaged.Length] = (byte)Next();
            }

            try
            {
                Assert.NotEmpty(Trace.Replay(new TraceRequest(initial), damaged).Map);
            }
            catch (TraceException e)
            {
                Assert.Matches("^line [0-9]+: ", e.Message);
            }
        }

        uint Next() => (state = (state * 1664525) + 1013904223) >> 3;
    }

    [Fact]
    public void A_line_that_is_longer_than_the_buffer_is_read()
    {
        var text = $"1 write(1, \"{new string('x', 1_000_000)}\", 1000000) = 1000000";
        Assert.Single(Trace.Between(Trace.Replay([text, "1 " + Map])));
    }
}
