using LockCheck.Kernel.Traces;

namespace LockCheck.Kernel.Tests.Traces;

/// <summary>Threads, forks and execs, by small logs whose maps were worked out by hand.</summary>
public sealed class ProcessTests
{
    private const string Anon = "4096, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0)";
    private const string Thread = "clone(child_stack=0x7f, flags=CLONE_VM|CLONE_FILES|CLONE_THREAD|CLONE_SIGHAND";

    [Fact]
    public void A_thread_changes_the_map_of_its_process() => Assert.Equal(
        ["7ffff7000000-7ffff7002000 rw-p 0"],
        Trace.Between(Trace.Replay(
        [
            $"1 mmap(NULL, {Anon} = 0x7ffff7001000",
            $"1 {Thread}) = 2",
            $"2 mmap(NULL, {Anon} = 0x7ffff7000000",
            "2 +++ exited with 0 +++",
        ])));

    [Fact]
    public void A_fork_has_a_map_of_its_own()
    {
        string[] log =
        [
            $"1 mmap(NULL, {Anon} = 0x7ffff7000000",
            "1 clone(child_stack=NULL, flags=CLONE_CHILD_CLEARTID|SIGCHLD <unfinished ...>",
            "2 munmap(0x7ffff7000000, 4096) = 0",
            "1 <... clone resumed>, child_tidptr=0x7f) = 2",
            $"2 mmap(NULL, {Anon} = 0x7ffff6000000",
        ];
        Assert.Equal(["7ffff7000000-7ffff7001000 rw-p 0"], Trace.Between(Trace.Replay(log)));
        Assert.Equal(
            ["7ffff6000000-7ffff6001000 rw-p 0"],
            Trace.Between(Trace.Replay(log, request => request with { Process = 2 })));
    }

    [Fact]
    public void A_child_of_vfork_shares_the_map_until_it_executes()
    {
        var outcome = Trace.Replay(
        [
            "1 vfork( <unfinished ...>",
            $"2 mmap(NULL, {Anon} = 0x7ffff7000000",
            "2 execve(\"/bin/true\", [\"true\"], 0x7f /* 1 var */ <unfinished ...>",
            "1 <... vfork resumed>) = 2",
            "2 <... execve resumed>) = 0",
            $"2 mmap(NULL, {Anon} = 0x7ffff6000000",
            "2 +++ exited with 0 +++",
        ]);
        Assert.Equal(["7ffff7000000-7ffff7001000 rw-p 0"], Trace.Between(outcome));
        Assert.Equal(1, outcome.Unmapped);
    }

    [Fact]
    public void A_place_may_be_given_away_before_its_munmap_ends() => Assert.Equal(
        ["7ffff7000000-7ffff7001000 rw-p 0"],
        Trace.Between(Trace.Replay(
        [
            $"1 mmap(NULL, {Anon} = 0x7ffff7000000",
            $"1 {Thread}) = 2",
            "1 munmap(0x7ffff7000000, 4096 <unfinished ...>",
            $"2 mmap(NULL, {Anon} = 0x7ffff7000000",
            "1 <... munmap resumed>) = 0",
        ])));

    [Fact]
    public void A_thread_without_a_clone_shares_the_map_and_is_counted()
    {
        var outcome = Trace.Replay(["1 brk(NULL) = 0x555555556000", $"2 mmap(NULL, {Anon} = 0x7ffff7000000"]);
        Assert.Single(Trace.Between(outcome));
        Assert.Equal(1, outcome.Unannounced);
    }

    [Fact]
    public void An_exec_that_the_log_leaves_out_shows_in_the_break()
    {
        var outcome = Trace.Replay(
        [
            "1 brk(NULL) = 0x555555556000",
            "2 brk(NULL) = 0x555555559000",
            $"2 mmap(NULL, {Anon} = 0x7ffff7000000",
        ]);
        Assert.Empty(Trace.Between(outcome));
        Assert.Equal(2, outcome.Unmapped);
    }

    [Fact]
    public void What_lies_beyond_the_end_of_a_file_is_locked_though_mlock_fails()
    {
        var outcome = Trace.Replay(
        [
            "1 mmap(NULL, 8192, PROT_READ, MAP_PRIVATE, 3</x>, 0) = 0x7ffff7000000",
            "1 mlock(0x7ffff7001000, 4096) = -1 ENOMEM (Cannot allocate memory)",
        ]);
        Assert.Equal(2, Trace.Between(outcome).Length);
        Assert.Equal(0, outcome.Differing);
    }

    [Fact]
    public void The_map_ends_where_the_process_executes_another_program()
    {
        var outcome = Trace.Replay(
        [
            "1 execve(\"/bin/small\", [], 0x7f) = 0",
            $"1 mmap(NULL, {Anon} = 0x7ffff7000000",
            "1 execve(\"/bin/other\", [], 0x7f) = 0",
            "1 munmap(0x7ffff7000000, 4096) = 0",
        ]);
        Assert.Single(Trace.Between(outcome));
        Assert.Equal(3, outcome.Line);
        Assert.Equal("where the process executes another program", outcome.Moment);
    }

    [Fact]
    public void A_later_exec_of_the_mapped_program_begins_anew() => Assert.Empty(Trace.Between(Trace.Replay(
    [
        "1 execve(\"/usr/bin/setarch\", [], 0x7f) = 0",
        $"1 mmap(NULL, {Anon} = 0x7ffff7000000",
        "1 execve(\"/bin/small\", [], 0x7f) = 0",
    ])));

    [Fact]
    public void Two_opens_of_a_path_are_two_files() => Assert.Equal(
        ["7ffff7000000-7ffff7002000 r--p 0 /x", "7ffff7002000-7ffff7003000 r--p 2000 /x"],
        Trace.Between(Trace.Replay(
        [
            "1 openat(AT_FDCWD, \"/x\", O_RDONLY) = 3</x>",
            "1 dup(3</x>) = 4</x>",
            "1 mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, 3</x>, 0) = 0x7ffff7000000",
            "1 close(3</x>) = 0",
            "1 openat(AT_FDCWD, \"/x\", O_RDONLY) = 3</x>",
            "1 mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, 4</x>, 0x1000) = 0x7ffff7001000",
            "1 mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, 3</x>, 0x2000) = 0x7ffff7002000",
        ])));

    [Fact]
    public void A_call_that_failed_is_taken_back_and_reported()
    {
        var outcome = Trace.Replay(
        [
            $"1 mmap(NULL, {Anon} = 0x7ffff7000000",
            "1 munmap(0x7ffff7000000, 4096) = -1 EPERM (Operation not permitted)",
            "1 mprotect(0x7ffff7000000, 4096, PROT_READ) = 0",
            "1 mprotect(0x7ffff6000000, 4096, PROT_READ) = 0",
        ]);
        Assert.Equal(["7ffff7000000-7ffff7001000 r--p 0"], Trace.Between(outcome));
        Assert.Equal(2, outcome.Differing);
        Assert.Equal([2, 4], outcome.Differences.Select(one => one.Line));
    }

    [Fact]
    public void A_map_that_is_read_in_pieces_is_put_together()
    {
        var outcome = Trace.Replay(
        [
            $"1 mmap(NULL, {Anon} = 0x7ffff7000000",
            "1 read(3</proc/1/maps>, \"555555554000-555555555000 r-xp 00\"..., 80) = 80",
            "1 munmap(0x7ffff7000000, 4096) = 0",
            $"1 mmap(NULL, {Anon} = 0x7ffff8000000",
            "1 read(3</proc/1/maps>, \"7ffffffde000-7ffffffff000 rw-p 0\"..., 80) = 80",
            "1 exit_group(0) = ?",
        ]);
        Assert.Equal(["7ffff7000000-7ffff7001000 rw-p 0"], Trace.Between(outcome));
        Assert.Equal(2, outcome.Line);
    }

    [Fact]
    public void The_line_and_the_end_can_be_asked_for()
    {
        string[] log =
        [
            "1 read(3</proc/1/maps>, \"555555554000-555555555000 r-xp 00\"..., 80) = 80",
            $"1 mmap(NULL, {Anon} = 0x7ffff7000000",
            "1 munmap(0x7ffff7000000, 4096) = 0",
        ];
        Assert.Single(Trace.Between(Trace.Replay(log, request => request with { Until = 2 })));
        Assert.Equal(3, Trace.Replay(log, request => request with { Until = long.MaxValue }).Line);
        Assert.Equal(1, Trace.Replay(log).Line);
    }

    [Fact]
    public void What_is_touched_can_be_told_by_range_and_line()
    {
        string[] log =
        [
            $"1 mmap(0x7ffff7000000, {Anon} = 0x7ffff7000000",
            "1 mmap(NULL, 4096, PROT_NONE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0) = 0x7ffff7001000",
            "1 mmap(NULL, 4096, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_NORESERVE, -1, 0) = 0x7ffff7002000",
            "1 munmap(0x7ffff7001000, 4096) = 0",
            "1 mremap(0x7ffff7002000, 4096, 4096, MREMAP_MAYMOVE|MREMAP_FIXED, 0x7ffff7001000) = 0x7ffff7001000",
            "1 madvise(0x7ffff7000000, 8192, MADV_NORMAL) = 0",
        ];
        var touched = TouchedMemory.Parse(
            "# the first page\n7ffff7000000-7ffff7001000\n\n7ffff7002000-7ffff7003000 5\n", "t");
        Assert.Equal(2, Trace.Between(Trace.Replay(log, request => request with { Touched = touched })).Length);
        Assert.Throws<LockCheck.Kernel.Layouts.LayoutException>(() => TouchedMemory.Parse("1-2\nrw-p\n", "t"));
    }
}
