namespace LockCheck.Cli.Tests.Checks;

/// <summary><c>lockcheck maps</c>: what it prints of logs, and of files that are none.</summary>
public sealed class MapsTests : CommandTest
{
    private const string Initial =
        "555555554000-555555555000 r-xp 00000000 fe:00 7                          /bin/small\n" +
        "7ffffffde000-7ffffffff000 rw-p 00000000 00:00 0                          [stack]\n";

    private const string Log =
        "1 mmap(NULL, 4096, PROT_READ, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0) = 0x7ffff7fc0000\n" +
        "1 munmap(0x7ffff7fc0000, 4096) = -1 EPERM (Operation not permitted)\n" +
        "1 io_setup(1, [0x7f]) = 0\n" +
        "2 mmap(NULL, 8192, PROT_READ|PROT_WRITE, MAP_SHARED, 3</dev/shm/x (deleted)>, 0x1000) = 0x7ffff7fbe000\n" +
        "1 mprotect(0x7ffff6000000, 4096, PROT_NONE) = 0\n" +
        "1 exit_group(0) = ?\n";

    [Theory]
    [InlineData("maps-map", 0)]
    [InlineData("maps-expected", 0, "--expect", "cat.final.maps")]
    [InlineData("maps-different", 12, "--expect", "other.final.maps", "--until", "end")]
    [InlineData("maps-json", 12, "--expect", "other.final.maps", "--json")]
    [InlineData("maps-until", 12, "--expect", "cat.initial.maps", "--until", "3")]
    public void A_log_is_replayed(string golden, int code, params string[] args)
    {
        var outcome = Run(
        [
            "maps", "--maps", File("cat.initial.maps"), "--strace", File("cat.strace"),
            .. args.Select(arg => arg.Contains('.', StringComparison.Ordinal) ? File(arg) : arg),
        ]);
        Golden.Matches(golden, outcome.Screen);
        Assert.Equal(code, outcome.Code);
    }

    [Theory]
    [InlineData("maps-doubts", "--first", "1")]
    [InlineData("maps-doubts-json", "--json")]
    public void What_deserves_doubt_is_said(string golden, params string[] args)
    {
        var outcome = Run(["maps", "--maps", Write("initial", Initial), "--strace", Write("log", Log), .. args]);
        Golden.Matches(golden, outcome.Screen);
        Assert.Equal(0, outcome.Code);
    }

    [Theory]
    [InlineData("bad-maps-line", Initial, "1 brk(NULL) = 0x555555556000\n1 mmap(NULL, 4096, PROT_RE", "all")]
    [InlineData("bad-maps-empty", Initial, "", "all")]
    [InlineData("bad-maps-initial", "555555554000-555555555000 r-xp 000", Log, "all")]
    [InlineData("bad-maps-touched", Initial, Log, "7ffff7fc0000-7ffff7fc1000\nrw-p\n")]
    [InlineData("bad-maps-pid", Initial, Log, "all", "--pid", "9")]
    [InlineData("bad-maps-until", Initial, Log, "all", "--until", "exit")]
    public void What_cannot_be_replayed_is_refused(
        string golden, string initial, string log, string touched, params string[] args)
    {
        var outcome = Run(
        [
            "maps", "--maps", Write("initial", initial), "--strace", Write("log", log),
            "--touched", touched == "all" ? touched : Write("touched", touched), .. args,
        ]);
        Golden.Matches(golden, outcome.Screen);
        Assert.Equal(2, outcome.Code);
    }

    [Fact]
    public void A_log_that_is_not_there_is_refused()
    {
        var outcome = Run("maps", "--maps", Write("initial", Initial), "--strace", Path.Combine(Folder, "none"));
        Assert.Equal(2, outcome.Code);
        Assert.Contains("cannot be read", outcome.Error, StringComparison.Ordinal);
    }

    private static string File(string name) => Path.Combine(Golden.Data, "traces", name);
}
