using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using LockCheck.Conformance.MergeSplit;
using LockCheck.Conformance.Model;
using LockCheck.Conformance.Resume;
using LockCheck.Kernel.Layouts;
using LockCheck.Kernel.Recordings;

namespace LockCheck.Conformance.Tests.Resume;

/// <summary>
/// A case that was recorded on Linux 6.18.44 (data/resume.json, data/contended_iter.json). Its pages are moved up so
/// that the guards have their places; the writer's calls are those of data/race_writers.json.
/// </summary>
internal sealed record RecordedRace
{
    private const int Up = 8;
    private const int PageShift = 12;

    public required string Id { get; init; }

    public required RaceCase Case { get; init; }

    /// <summary>The map in the end, without the guards.</summary>
    public required ImmutableArray<(long Start, long End)> After { get; init; }

    /// <summary>By the name of the recorded reader, how many records were shown, the lower guard among them.</summary>
    public required ImmutableSortedDictionary<string, int> Shown { get; init; }

    /// <summary>By the name of the recorded reader, what it showed then, and the upper guard.</summary>
    public required ImmutableSortedDictionary<string, ImmutableArray<ShownVma>> Rest { get; init; }

    /// <summary>The cases of a file.</summary>
    public static ImmutableArray<RecordedRace> Of(string file)
    {
        using var writers = Open("race_writers.json");
        using var cases = Open(file);
        return
        [
            .. cases.RootElement.GetProperty("cases").EnumerateArray()
                .Select(one => Of(one, writers.RootElement.GetProperty("writers"))),
        ];
    }

    private static RecordedRace Of(JsonElement element, JsonElement writers)
    {
        var id = element.GetProperty("id").GetString()!;
        var readers = element.TryGetProperty("readers", out var several)
            ? several.EnumerateObject().Select(reader => (reader.Name, reader.Value)).ToList()
            : [("bpf iter/task_vma", element)];
        return new RecordedRace
        {
            Id = id,
            Case = new RaceCase(
                [.. Vmas(element.GetProperty("before")).Select(MapOf)],
                [.. writers.GetProperty(id).EnumerateArray().Select(call => CallOf(call.GetString()!))]),
            After = [.. Vmas(element.GetProperty("after")).Select(vma => (vma.Start, vma.End))],
            Shown = readers.ToImmutableSortedDictionary(
                reader => reader.Name,
                reader => reader.Value.GetProperty("shown").GetArrayLength() + 1,
                StringComparer.Ordinal),
            Rest = readers.ToImmutableSortedDictionary(
                reader => reader.Name,
                reader => Vmas(reader.Value.GetProperty("rest")).Append((RaceCase.Pages - 2, RaceCase.Pages, Prot.Read))
                    .Select(ShownOf).ToImmutableArray(),
                StringComparer.Ordinal),
        };
    }

    private static IEnumerable<(long Start, long End, Prot Prot)> Vmas(JsonElement list) => list.EnumerateArray()
        .Select(vma => (vma[0].GetInt64() + Up, vma[1].GetInt64() + Up, ProtOf(vma[2].GetString()!)));

    private static RegionCall MapOf((long Start, long End, Prot Prot) vma) =>
        new() { Op = "mmap", Start = vma.Start, End = vma.End, Prot = vma.Prot, Kind = "anon" };

    private static RegionCall CallOf(string text)
    {
        var words = text.Split(' ');
        var call = new RegionCall { Op = words[0], Start = PageOf(words[1]), End = PageOf(words[2]) };
        return words[0] switch
        {
            "mmap" => call with { Kind = "anon", Prot = ProtOf(words[3]) },
            "mprotect" => call with { Prot = ProtOf(words[3]) },
            "mremap" => call with
            {
                NewLength = long.Parse(words[3], CultureInfo.InvariantCulture),
                To = words.Length > 4 ? PageOf(words[4]) : -1,
            },
            _ => call,
        };
    }

    private static long PageOf(string text) => long.Parse(text, CultureInfo.InvariantCulture) + Up;

    private static Prot ProtOf(string text) => (text.Contains('r') ? Prot.Read : 0) |
        (text.Contains('w') ? Prot.Write : 0) | (text.Contains('x') ? Prot.Exec : 0);

    private static ShownVma ShownOf((long Start, long End, Prot Prot) vma) => new(
        (ulong)(LiveRegion.StartPage + vma.Start) << PageShift,
        (ulong)(LiveRegion.StartPage + vma.End) << PageShift,
        (byte)vma.Prot);

    private static JsonDocument Open(string file) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(Golden.Data, file)));
}
