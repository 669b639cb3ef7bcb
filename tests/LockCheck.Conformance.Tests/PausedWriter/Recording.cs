using System.Text.Json;
using LockCheck.Conformance.Bpf;
using LockCheck.Conformance.MergeSplit;
using LockCheck.Conformance.Model;
using LockCheck.Conformance.PausedWriter;
using LockCheck.Kernel.Layouts;

namespace LockCheck.Conformance.Tests.PausedWriter;

/// <summary>
/// data/paused_writer.json: what was seen on Linux 6.18.44 while a writer was held at its n-th event.
/// </summary>
internal static class Recording
{
    private const ulong Page = 4096;

    /// <summary>A place in the tree that munmap collects VMAs in.</summary>
    private const ulong Unknown = ulong.MaxValue;

    /// <summary>The recorded calls, with their events and what each reader did at each.</summary>
    public static IReadOnlyList<RecordedWriter> Writers { get; } = Load();

    private static List<RecordedWriter> Load()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "data", "paused_writer.json");
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        return [.. document.RootElement.GetProperty("writers").EnumerateArray().Select(WriterOf)];
    }

    private static RecordedWriter WriterOf(JsonElement writer)
    {
        var events = new List<HoldEvent>();
        var points = new List<RecordedPoint>();
        foreach (var point in writer.GetProperty("points").EnumerateArray())
        {
            var number = point.GetProperty("n").GetInt32();
            if (number > events.Count)
            {
                events.Add(EventOf(number, point));
            }

            var saw = point.GetProperty("saw");
            var records = saw.ValueKind == JsonValueKind.Array ? saw
                : writer.GetProperty(saw.GetString() == "new" ? "new" : "old");
            points.Add(new RecordedPoint(
                number,
                point.GetProperty("reader").GetString()!,
                new ReaderOutcome(point.GetProperty("blocked").GetBoolean(), Records(records))));
        }

        return new RecordedWriter(writer.GetProperty("writer").GetString()!, events, points);
    }

    private static HoldEvent EventOf(int number, JsonElement point)
    {
        var name = point.GetProperty("event").GetString()!;
        var range = point.GetProperty("range");
        var (first, last) = (range[0].GetInt64(), range[1].GetInt64());
        var kind = name.EndsWith("start_locking", StringComparison.Ordinal) ? HoldEventKind.StartLocking
            : name.EndsWith("acquired", StringComparison.Ordinal) ? HoldEventKind.Acquired
            : name.EndsWith("releasing", StringComparison.Ordinal) ? HoldEventKind.Releasing
            : HoldEventKind.TreeWrite;
        var isTree = kind == HoldEventKind.TreeWrite;
        return new HoldEvent(
            number,
            kind,
            !isTree && name[0] == 'W',
            isTree ? name : "",
            !isTree ? 0 : first < 0 ? Unknown : AddressOf(first),
            !isTree ? 0 : first < 0 ? Unknown : AddressOf(last + 1) - 1,
            isTree && first >= 0,
            point.GetProperty("mm_lock_seq").GetString() == "odd" ? 1u : 0u,
            0);
    }

    private static List<ShownVma> Records(JsonElement rows) =>
    [
        .. rows.EnumerateArray().Select(row => new ShownVma(
            AddressOf(row[0].GetInt64()), AddressOf(row[1].GetInt64()), Protection(row[2].GetString()!))),
    ];

    private static ulong AddressOf(long page) => (ulong)(LiveRegion.StartPage + page) * Page;

    private static byte Protection(string text) =>
        (byte)text.Aggregate(Prot.None, (all, letter) => all | letter switch
        {
            'r' => Prot.Read,
            'w' => Prot.Write,
            'x' => Prot.Exec,
            _ => Prot.None,
        });
}

/// <summary>A recorded call.</summary>
internal sealed record RecordedWriter(
    string Name, IReadOnlyList<HoldEvent> Events, IReadOnlyList<RecordedPoint> Points);

/// <summary>What a reader did at an event.</summary>
internal sealed record RecordedPoint(int Event, string Reader, ReaderOutcome Outcome);
