using System.IO.Compression;

namespace LockCheck.Cli.Tests.Checks;

/// <summary><c>check --strace</c>: a reader against the calls of a real program; and <c>check --call</c>.</summary>
public sealed class WindowsTests : CommandTest
{
    private const string Mainline = "task_vma/v7-mm-ref";

    private const string Initial =
        "555555554000-555555555000 r-xp 00000000 fe:00 7                          /bin/small\n" +
        "7ffffffde000-7ffffffff000 rw-p 00000000 00:00 0                          [stack]\n";

    private const string Log =
        "1 mmap(NULL, 32768, PROT_READ, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0) = 0x7ffff7f00000\n" +
        "1 mremap(0x7ffff7f00000, 32768, 4096, MREMAP_MAYMOVE|MREMAP_FIXED, 0x7ffff7000000) = 0x7ffff7000000\n" +
        "1 brk(NULL) = 0x555555600000\n" +
        "1 getpid() = 1\n" +
        "1 munmap(0x7ffff7000000, 4096) = 0\n" +
        "1 exit_group(0) = ?\n";

    private const string OtherLog =
        "1 mmap(NULL, 32768, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0) = 0x7ffff7f00000\n" +
        "1 mprotect(0x7ffff7f00000, 4096, PROT_READ) = 0\n";

    [Theory]
    [InlineData("windows-each", 12, "--strace", "cat.strace", "--window", "2")]
    [InlineData("windows-at", 12, "--strace", "cat.strace", "--window", "3", "--at", "18")]
    [InlineData("windows-json", 12, "--strace", "cat.strace", "--stop-at-first", "--json")]
    [InlineData("windows-at-json", 12, "--strace", "cat.strace", "--at", "19", "--json")]
    public void A_reader_races_against_a_program(string golden, int code, params string[] args)
    {
        var outcome = Check(
        [
            Mainline, "--maps", File("cat.initial.maps"),
            .. args.Select(arg => arg.Contains('.', StringComparison.Ordinal) ? File(arg) : arg),
        ]);
        Golden.Matches(golden, outcome.Screen);
        Assert.Equal(code, outcome.Code);
    }

    [Fact]
    public void A_reader_that_keeps_its_promises_is_verified_at_every_call()
    {
        var outcome = Check(
            "task_vma/resume-unshown",
            "--maps",
            File("cat.initial.maps"),
            "--strace",
            File("cat.strace"),
            "--window",
            "2");
        Golden.Matches("windows-verified", outcome.Screen);
        Assert.Equal(0, outcome.Code);
    }

    [Fact]
    public void What_was_found_is_replayed_without_the_log()
    {
        _ = Check(Mainline, "--maps", File("cat.initial.maps"), "--strace", File("cat.strace"), "--at", "20");
        var schedule = Path.Combine(
            Out, Assert.Single(Schedules(), name => name.EndsWith(".I1.schedule", StringComparison.Ordinal)));
        var outcome = Run("replay", schedule);
        Assert.Equal(12, outcome.Code);
        Assert.Contains("mprotect 7ffff7ffb000-7ffff7ffd000 r--p", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Doubts_are_said()
    {
        var outcome = Check(Mainline, "--maps", Write("initial", Initial), "--strace", Write("log", Log));
        Golden.Matches("windows-doubts", outcome.Screen);
        Assert.Equal(3, outcome.Code);
    }

    /// <summary>docs/real-programs.md tells this story; its figures are these.</summary>
    [Theory]
    [InlineData("1", "violated at 77 of 200 windows")]
    [InlineData("3", "violated at 148 of 202 windows")]
    public void Python_would_hide_mappings_from_a_profiler(string window, string verdict)
    {
        var outcome = Check(
            Mainline,
            "--maps",
            Unpacked("python.initial.maps"),
            "--strace",
            Unpacked("python.strace"),
            "--window",
            window);
        Assert.Contains(verdict, outcome.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("not played", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_window_with_too_many_states_gets_few_preemptions_and_then_random_runs()
    {
        var outcome = Check(
            Mainline, "--maps", Write("initial", Initial), "--strace", Write("log", OtherLog), "--max-states", "100");
        Golden.Matches("windows-sampled", outcome.Screen);
        Assert.Equal(12, outcome.Code);
    }

    [Fact]
    public void An_interruption_ends_it_with_what_there_is()
    {
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        var outcome = Run(
            cancellation.Token,
            "check", Mainline, "--maps", File("cat.initial.maps"), "--strace", File("cat.strace"), "--out", Out);
        Assert.Equal(3, outcome.Code);
        Assert.Contains("cut by an interruption", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Calls_of_ones_own_are_a_writer()
    {
        var outcome = Check("task_vma/v7", "--call", "mprotect 4-6r", "--call", "munmap 0-4");
        Golden.Matches("check-call", outcome.Screen);
        Assert.Equal(12, outcome.Code);
    }

    [Theory]
    [InlineData("line-of-another-call", "--strace", "LOG", "--maps", "MAPS", "--at", "4")]
    [InlineData("line-behind-the-end", "--strace", "LOG", "--maps", "MAPS", "--at", "999")]
    [InlineData("window-not-played", "--strace", "LOG", "--maps", "MAPS", "--at", "2")]
    [InlineData("window-changes-nothing", "--strace", "LOG", "--maps", "MAPS", "--at", "3")]
    [InlineData("window-at-address", "--strace", "LOG", "--maps", "MAPS", "--at", "7ff0")]
    [InlineData("window-zero", "--strace", "LOG", "--maps", "MAPS", "--window", "0")]
    [InlineData("window-without-log", "--maps", "MAPS", "--window", "2")]
    [InlineData("log-without-maps", "--strace", "LOG")]
    [InlineData("log-and-writer", "--strace", "LOG", "--maps", "MAPS", "--writer", "split-mid")]
    [InlineData("log-is-none", "--strace", "MAPS", "--maps", "MAPS")]
    [InlineData("no-such-log", "--strace", "NOTHING", "--maps", "MAPS")]
    [InlineData("call-unknown", "--call", "mmapp 4-8r")]
    [InlineData("call-beyond", "--call", "mmap 40-44r")]
    public void What_cannot_be_checked_is_refused(string golden, params string[] args)
    {
        var initial = Write("initial", Initial);
        var log = Write("log", Log);
        var outcome = Check(
        [
            Mainline, .. args.Select(arg => arg switch
            {
                "LOG" => log,
                "MAPS" => initial,
                "NOTHING" => Path.Combine(Folder, "nothing"),
                _ => arg,
            }),
        ]);
        Golden.Matches($"bad-{golden}", outcome.Screen);
        Assert.Equal(2, outcome.Code);
        Assert.Empty(outcome.Output);
        Assert.Empty(Schedules());
    }

    private static string File(string name) => Path.Combine(Golden.Data, "traces", name);

    /// <summary>A recording that the tests of the kernel model keep.</summary>
    private string Unpacked(string name)
    {
        var packed = Path.Combine(Golden.Data, "..", "..", "LockCheck.Kernel.Tests", "data", "traces", name + ".gz");
        var path = Path.Combine(Folder, name);
        using var from = new GZipStream(System.IO.File.OpenRead(packed), CompressionMode.Decompress);
        using var to = System.IO.File.Create(path);
        from.CopyTo(to);
        return path;
    }
}
