using LockCheck.Conformance.Bpf;
using LockCheck.Conformance.Hosts;
using LockCheck.Kernel;

namespace LockCheck.Conformance.Racing;

/// <summary>The readers of the running kernel, and what each of them is in the catalogue.</summary>
internal static class RaceReaders
{
    private static readonly (int Major, int Minor) PerVmaQueries = (6, 18);
    private static readonly (int Major, int Minor) PerVmaSmaps = (7, 0);

    /// <summary>Opens all that work here.</summary>
    /// <param name="process">The process.</param>
    /// <param name="notes">Takes a line for each that does not.</param>
    public static List<RaceReader> Open(int process, List<string> notes)
    {
        var readers = new List<RaceReader>();
        try
        {
            AddFiles(readers, process, notes);
            AddPrograms(readers, process, notes);
            return readers;
        }
        catch
        {
            readers.ForEach(reader => reader.Dispose());
            throw;
        }
    }

    private static void AddFiles(List<RaceReader> readers, int process, List<string> notes)
    {
        const string Maps = "proc_maps/per-vma-lock";
        readers.Add(new FileReader("maps", Maps, RecordsPerPage.All, process, "maps", FileReader.WholePage));
        readers.Add(new FileReader(
            "maps by records", Maps, new RecordsPerPage(1), process, "maps", FileReader.OneRecord));
        if (LinuxHost.Version.CompareTo(PerVmaSmaps) < 0)
        {
            // A page of smaps holds about five records: which ones, the model need not know. What a read shows across
            // the end of a page it shows with a page for each record, too.
            const string Smaps = "proc_smaps/mmap-lock";
            readers.Add(new FileReader(
                "smaps", Smaps, new RecordsPerPage(1), process, "smaps", FileReader.WholePage));
            readers.Add(new FileReader(
                "smaps by records", Smaps, new RecordsPerPage(1), process, "smaps", FileReader.OneRecord));
        }
        else
        {
            notes.Add($"left out: smaps, which the model does not have as Linux {LinuxHost.Release} reads it");
        }

        var walk = LinuxHost.Version.CompareTo(PerVmaQueries) >= 0 ? "per-vma-lock-walk" : "mmap-lock-walk";
        readers.Add(new QueryReader("PROCMAP_QUERY", $"procmap_query/{walk}", process));
    }

    private static void AddPrograms(List<RaceReader> readers, int process, List<string> notes)
    {
        if (BpfSupport.WhyNot is { } why)
        {
            notes.Add($"left out: iter/task_vma and the open-coded iterator: {why}");
            return;
        }

        const string Iterator = "task_vma/v7-mm-ref";
        readers.Add(new IteratorReader("iter/task_vma", Iterator, RecordsPerPage.All, process, isOneRecord: false));
        readers.Add(new IteratorReader(
            "iter/task_vma by records", Iterator, new RecordsPerPage(1), process, isOneRecord: true));
        readers.Add(new OpenCodedPasses(
            "open-coded", OpenCodedReader.IsSnapshot ? "iter_task_vma/snapshot" : "iter_task_vma/v5", process));
    }
}
