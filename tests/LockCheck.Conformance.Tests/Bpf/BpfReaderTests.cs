using LockCheck.Conformance.Bpf;

namespace LockCheck.Conformance.Tests.Bpf;

[Collection(BpfCollection.Name)]
public class BpfReaderTests
{
    [BpfFact]
    public void A_pass_of_iter_task_vma_has_the_ranges_of_maps()
    {
        using var target = new Target();
        using TaskVmaReader reader = TaskVmaReader.Open(target.Pid);
        Assert.Equal(ProcMaps.Ranges(target.Pid), Ranges(reader.ReadAll()));
    }

    [BpfFact]
    public void A_pass_of_the_open_coded_iterator_has_the_ranges_of_maps()
    {
        using var target = new Target();
        using var reader = new OpenCodedReader();
        Assert.Equal(ProcMaps.Ranges(target.Pid), Ranges(reader.ReadAll(target.Pid)));
    }

    [BpfFact]
    public void Both_iterators_see_every_field_alike()
    {
        using var target = new Target();
        target.Map(0, 24, 3);
        target.Touch(4, 6);
        using TaskVmaReader iterator = TaskVmaReader.Open(target.Pid);
        using var openCoded = new OpenCodedReader();
        Assert.Equal(iterator.ReadAll(), openCoded.ReadAll(target.Pid));
    }

    [BpfFact]
    public void A_read_of_32_bytes_gives_one_record()
    {
        using var target = new Target();
        using TaskVmaReader reader = TaskVmaReader.Open(target.Pid, whole: false);
        VmaRecord[] all = reader.ReadAll();
        using TaskVmaPass pass = reader.Begin();
        Span<byte> buffer = stackalloc byte[VmaRecord.ShortBytes];
        int reads = 0;
        while (pass.Read(buffer) is var count && count != 0)
        {
            Assert.Equal(VmaRecord.ShortBytes, count);
            Assert.Equal(all[reads].Start, BitConverter.ToUInt64(buffer));
            reads++;
        }

        Assert.Equal(all.Length, reads);
    }

    [BpfFact]
    public void A_writer_between_two_reads_is_seen_by_the_rest()
    {
        using var target = new Target();
        target.Map(8, 12, 3);
        target.Map(12, 16, 1);
        target.Map(16, 20, 3);
        using TaskVmaReader reader = TaskVmaReader.Open(target.Pid, whole: false);
        using TaskVmaPass pass = reader.Begin();
        while (pass.ReadOne() is { } shown && shown.End != Target.Region + (12 * Target.Page))
        {
        }

        target.Unmap(12, 16);
        VmaRecord? next = pass.ReadOne();
        Assert.Equal((ulong)(Target.Region + (16 * Target.Page)), next?.Start);
    }

    [BpfFact]
    public void A_thread_that_is_not_there_is_named()
    {
        using var reader = new OpenCodedReader();
        BpfException refused = Assert.Throws<BpfException>(() => reader.ReadAll(int.MaxValue));
        Assert.Contains("ESRCH", refused.Message);
    }

    [BpfFact]
    public void More_VMAs_than_there_is_room_for_are_an_error()
    {
        using var reader = new OpenCodedReader(recordsMax: 2);
        Assert.Contains("more than 2", Assert.Throws<BpfException>(
            () => reader.ReadAll(Environment.ProcessId)).Message);
    }

    private static (ulong Start, ulong End)[] Ranges(IEnumerable<VmaRecord> records) =>
        records.Select(record => (record.Start, record.End)).ToArray();
}
