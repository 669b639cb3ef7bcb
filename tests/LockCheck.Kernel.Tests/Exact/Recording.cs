using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.IO.Compression;
using LockCheck.Kernel.Exact;
using LockCheck.Kernel.Recordings;

namespace LockCheck.Kernel.Tests.Exact;

/// <summary>The recordings in <c>data/recordings</c>, each read once.</summary>
internal static class Recording
{
    private static readonly ConcurrentDictionary<string, ImmutableArray<RecordedSequence>> Read =
        new(StringComparer.Ordinal);

    /// <summary>The names of the recorded sequences.</summary>
    public static IEnumerable<string> Names => Directory
        .EnumerateFiles(Folder, "*.jsonl.gz")
        .Select(file => Path.GetFileName(file).Replace(".jsonl.gz", "", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    private static string Folder => Path.Combine(Golden.Data, "recordings");

    /// <summary>Recorded sequences by the name of their file.</summary>
    public static ImmutableArray<RecordedSequence> Of(string name) => Read.GetOrAdd(name, static name =>
    {
        using var reader = new StreamReader(Open(name + ".jsonl.gz"));
        var sequences = ImmutableArray.CreateBuilder<RecordedSequence>();
        while (reader.ReadLine() is { } line)
        {
            sequences.Add(SequenceReader.Read(line, sequences.Count + 1));
        }

        return sequences.ToImmutable();
    });

    /// <summary>The cases of the kernel's own tests.</summary>
    public static (ExactRules Rules, ImmutableArray<RecordedCase> Cases) Cases()
    {
        using var file = Open("vma_tests.json.gz");
        return CaseReader.Read(file);
    }

    private static GZipStream Open(string name) =>
        new(File.OpenRead(Path.Combine(Folder, name)), CompressionMode.Decompress);
}
