using LockCheck.Conformance.Targets;
using LockCheck.Conformance.Tests.Support;

namespace LockCheck.Conformance.Tests.Targets;

/// <summary>The child that makes system calls: it does what it is told, and never outlives who told it.</summary>
public class TargetProcessTests
{
    private const int GetDeathSignal = 2;
    private const int SigKill = 9;
    private const long BadAddress = -14;
    private const int UnknownCall = 1000;
    private const long NoSuchCall = -38;

    [Fact]
    public void The_program_is_a_few_hundred_bytes() => Assert.InRange(TargetElf.Make().Length, 200, 440);

    [KernelFact]
    public void A_call_is_made_by_the_child()
    {
        using var target = TargetProcess.Start();
        Assert.Equal(target.Id, target.Call(SyscallNumber.GetPid));
        Assert.Equal(NoSuchCall, target.Call(UnknownCall));
        Assert.Equal(BadAddress, target.Call(SyscallNumber.Open));
    }

    [KernelFact]
    public void A_full_batch_is_answered_in_order()
    {
        using var target = TargetProcess.Start();
        var requests = Enumerable.Range(0, TargetProcess.RequestsMax)
            .Select(number => new SyscallRequest(number % 2 == 0 ? SyscallNumber.GetPid : UnknownCall))
            .ToArray();
        var results = new long[requests.Length];
        for (var round = 0; round < 3; round++)
        {
            target.Call(requests, results);
            Assert.Equal(
                Enumerable.Range(0, results.Length).Select(number => number % 2 == 0 ? target.Id : NoSuchCall),
                results);
        }
    }

    [KernelFact]
    public void All_six_arguments_arrive()
    {
        using var target = TargetProcess.Start();
        target.StoreText("f");
        var file = target.Call(SyscallNumber.MemfdCreate, (long)TargetProcess.Scratch);
        Assert.Equal(0, target.Call(SyscallNumber.Ftruncate, file, 0x8000));
        var at = (long)TargetProcess.RegionStart;
        Assert.Equal(at, target.Call(SyscallNumber.Mmap, at, 0x2000, 3, 0x12, file, 0x5000));
        using var maps = new MapsFile(target.Id);
        var row = Assert.Single(maps.Read(TargetProcess.RegionStart, TargetProcess.RegionStart + 0x10000));
        Assert.Equal("0-2 rw-p 5 f", row.ToString());
    }

    [KernelFact]
    public void Memory_is_written_and_read()
    {
        using var target = TargetProcess.Start();
        var written = Enumerable.Range(0, 4096).Select(number => (byte)(number * 7)).ToArray();
        var read = new byte[written.Length];
        target.Store(TargetProcess.Scratch, written);
        target.Fetch(TargetProcess.Scratch, read);
        Assert.Equal(written, read);
    }

    [KernelFact]
    public void Nothing_is_mapped_near_the_region()
    {
        using var target = TargetProcess.Start();
        using var maps = new MapsFile(target.Id);
        Assert.NotEmpty(maps.Read(0, TargetProcess.RegionStart));
        Assert.Empty(maps.Read(TargetProcess.RegionStart / 2, TargetProcess.RegionStart * 3 / 2));
    }

    [KernelFact]
    public void The_map_is_complete_from_the_start()
    {
        for (var round = 0; round < 50; round++)
        {
            using var target = TargetProcess.Start();
            using var maps = new MapsFile(target.Id);
            Assert.Contains(maps.Read(0, ulong.MaxValue), row => row.Name == "[vdso]");
        }
    }

    [KernelFact]
    public void Disposing_ends_the_child()
    {
        var target = TargetProcess.Start();
        var folder = $"/proc/{target.Id}";
        Assert.True(Directory.Exists(folder));
        target.Dispose();
        Assert.False(Directory.Exists(folder));
        target.Dispose();
    }

    [KernelFact]
    public void Disposing_ends_a_child_that_is_in_a_call()
    {
        var target = TargetProcess.Start();

        // A read from the pipe of requests, which has nothing more in it.
        target.Send([new SyscallRequest(SyscallNumber.Read, 0, (long)TargetProcess.Scratch, 1)]);
        Assert.False(target.IsAnswered(0));
        target.Dispose();
        Assert.False(Directory.Exists($"/proc/{target.Id}"));
    }

    [KernelFact]
    public void Closing_the_pipe_ends_the_child()
    {
        using var target = TargetProcess.Start();
        target.CloseInput();
        Assert.Equal(0, target.WaitForEnd());
    }

    [KernelFact]
    public void The_child_is_killed_with_the_thread_that_started_it()
    {
        TargetProcess? target = null;
        var thread = new Thread(() => target = TargetProcess.StartHere());
        thread.Start();
        thread.Join();
        Assert.Equal(SigKill, target!.WaitForEnd());
        target.Dispose();
    }

    [KernelFact]
    public void The_child_has_asked_to_be_killed()
    {
        using var target = TargetProcess.Start();
        Assert.Equal(0, target.Call(SyscallNumber.Prctl, GetDeathSignal, (long)TargetProcess.Scratch));
        var signal = new byte[4];
        target.Fetch(TargetProcess.Scratch, signal);
        Assert.Equal(SigKill, BitConverter.ToInt32(signal));
    }

    [KernelFact]
    public void A_call_of_a_child_that_has_ended_is_an_error()
    {
        using var target = TargetProcess.Start();
        var error = Assert.Throws<TargetException>(() => target.Call(SyscallNumber.Exit, 3));
        Assert.Contains("has ended", error.Message, StringComparison.Ordinal);
        Assert.Throws<TargetException>(() => target.Call(SyscallNumber.GetPid));
    }

    [KernelFact]
    public void The_child_ignores_nothing_and_has_a_group_of_its_own()
    {
        using var target = TargetProcess.Start();
        var status = File.ReadAllLines($"/proc/{target.Id}/status");
        Assert.Contains("SigIgn:\t0000000000000000", status);
        Assert.Contains("SigBlk:\t0000000000000000", status);
        var stat = File.ReadAllText($"/proc/{target.Id}/stat").Split(' ');
        Assert.Equal($"{target.Id}", stat[4]);
    }
}
