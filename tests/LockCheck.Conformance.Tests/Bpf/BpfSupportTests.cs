using LockCheck.Conformance.Bpf;

namespace LockCheck.Conformance.Tests.Bpf;

[Collection(BpfCollection.Name)]
public class BpfSupportTests
{
    [Fact]
    public void Where_readers_cannot_work_a_holder_cannot_either()
    {
        Assert.NotEqual("", BpfSupport.WhyNot);
        Assert.NotEqual("", BpfSupport.WhyNotHold);
        Assert.True(BpfSupport.WhyNot is null || BpfSupport.WhyNotHold == BpfSupport.WhyNot);
    }

    [BpfFact]
    public void What_the_verifier_says_is_part_of_the_error()
    {
        ulong[] nothingReturned = new BpfAssembler().Exit().Assemble();
        BpfException refused = Assert.Throws<BpfException>(
            () => BpfProgram.LoadIterator("task_vma", nothingReturned));
        Assert.StartsWith("load of task_vma: EACCES\n", refused.Message);
        Assert.Contains("R0 !read_ok", refused.Message);
    }

    [BpfFact]
    public void An_array_is_shared_with_its_programs()
    {
        using var array = new BpfArray(64);
        array.SetDoubleWord(8, 40);
        using BpfProgram program = BpfProgram.LoadSyscall("adds", new BpfAssembler()
            .LoadMapValue(BpfRegister.R1, array.Descriptor, 8)
            .Move(BpfRegister.R2, 2)
            .AtomicAdd(BpfSize.DoubleWord, BpfRegister.R1, 0, BpfRegister.R2)
            .Move(BpfRegister.R0, 7)
            .Exit().Assemble());
        Assert.Equal(7u, program.Run(0L));
        Assert.Equal(42ul, array.DoubleWord(8));
    }

    [BpfFact]
    public void Nothing_works_after_it_was_disposed_of()
    {
        var array = new BpfArray(64);
        array.Dispose();
        array.Dispose();
        Assert.Throws<ObjectDisposedException>(() => array.Descriptor);
        Assert.Throws<ObjectDisposedException>(() => array.Word(0));
        TaskVmaReader reader = TaskVmaReader.Open(Environment.ProcessId);
        reader.Dispose();
        Assert.Throws<ObjectDisposedException>(reader.Begin);
    }

    [HolderFact]
    public void Every_descriptor_is_closed()
    {
        string[] before = Descriptors();
        using (var holder = new TracepointHolder())
        using (var gate = new HoldGate())
        using (TaskVmaReader reader = TaskVmaReader.Open(Environment.ProcessId, gate: gate))
        using (var openCoded = new OpenCodedReader(gate: gate))
        using (TaskVmaPass pass = reader.Begin())
        {
            pass.ReadOne();
            openCoded.ReadAll(Environment.ProcessId);
            Assert.Contains("anon_inode:bpf_link", Descriptors());
        }

        Assert.Throws<BpfException>(() => BpfProgram.LoadSyscall("refused", new BpfAssembler().Exit().Assemble()));
        Assert.Equal(before, Descriptors());
    }

    /// <summary>What of BPF this process has open.</summary>
    internal static string[] Descriptors() =>
        Directory.GetFiles("/proc/self/fd").Select(path => new FileInfo(path).LinkTarget ?? "")
            .Where(target => target.Contains("bpf")).Order(StringComparer.Ordinal).ToArray();
}
