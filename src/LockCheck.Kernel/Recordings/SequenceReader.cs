using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using LockCheck.Kernel.Layouts;

namespace LockCheck.Kernel.Recordings;

/// <summary>Reads recorded sequences, one a line (docs/address-space.md).</summary>
public static class SequenceReader
{
    private const string KernelExpected = "[start, end, vm_flags, pgoff, anon_vma, singular]";
    private const string MapsExpected = "[start, end, permissions, offset, name]";

    /// <summary>Reads one line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="number">Its number, from 1, for errors.</param>
    /// <exception cref="RecordingException">It is no sequence, or has something that is not known.</exception>
    public static RecordedSequence Read(string line, long number)
    {
        var place = string.Create(CultureInfo.InvariantCulture, $"line {number}");
        try
        {
            using var document = JsonDocument.Parse(line);
            return Read(document.RootElement, place);
        }
        catch (JsonException exception)
        {
            throw new RecordingException(
                place, "it is no JSON", "one sequence, as {\"seq\": 0, \"profile\": 0, \"ops\": [...]}", exception);
        }
    }

    private static RecordedSequence Read(JsonElement element, string place)
    {
        var fields = new JsonFields(element, place);
        var number = fields.Number("seq");
        _ = fields.Number("profile");
        var calls = ImmutableArray.CreateBuilder<RecordedCall>();
        foreach (var call in fields.List("ops", "a list of operations"))
        {
            calls.Add(Call(new JsonFields(
                call, string.Create(CultureInfo.InvariantCulture, $"{place}, operation {calls.Count}"))));
        }

        fields.End("a sequence");
        return new RecordedSequence(number, calls.ToImmutable());
    }

    private static RecordedCall Call(JsonFields fields)
    {
        var op = fields.Text("op", "the name of an operation");
        if (!RecordedOps.All.Contains(op))
        {
            throw fields.Error($"nobody knows the operation `{op}`", "one of " + string.Join(", ", RecordedOps.All));
        }

        var call = new RecordedCall
        {
            Op = op,
            Start = fields.Number("a"),
            End = fields.Number("b"),
            Ret = fields.Number("ret"),
            Maps = [.. fields.List("maps", "a list of " + MapsExpected).Select(row => Maps(fields, row))],
            Kernel = fields.Has("k")
                ? [.. fields.List("k", "a list of " + KernelExpected).Select(row => Kernel(fields, row))]
                : default,
            Flags = fields.Has("flags")
                ? [.. fields.List("flags", "a list of [start, end, vm_flags]").Select(row => Flags(fields, row))]
                : default,
        };
        call = op switch
        {
            "mmap" => call with
            {
                Prot = ProtOf(fields),
                Kind = KindOf(fields),
                Offset = fields.Number("off"),
                NoReplace = fields.FlagOr("noreplace", false),
            },
            "mprotect" => call with { Prot = ProtOf(fields) },
            "mbind" => call with { Policy = (int)fields.Number("policy") },
            "mremap" => call with
            {
                NewLength = fields.Number("newlen"),
                To = fields.NumberOr("to", -1),
                DontUnmap = fields.FlagOr("dontunmap", false),
            },
            _ => call,
        };
        fields.End($"`{op}`");
        return call;
    }

    private static Prot ProtOf(JsonFields fields)
    {
        const string Expected = "none, or some of r, w and x in this order";
        var text = fields.Text("prot", Expected);
        return ProtText.Read(text) ?? throw fields.Error($"the protection is `{text}`", Expected);
    }

    private static string KindOf(JsonFields fields)
    {
        var kind = fields.Text("kind", "what is mapped");
        return RecordedOps.Kinds.Contains(kind)
            ? kind
            : throw fields.Error($"nobody knows the kind `{kind}`", "one of " + string.Join(", ", RecordedOps.Kinds));
    }

    private static MapRow Maps(JsonFields fields, JsonElement row)
    {
        var cells = Cells(fields, row, "maps", MapsExpected, 5);
        return new MapRow(
            fields.Number(cells[0], "maps", MapsExpected),
            fields.Number(cells[1], "maps", MapsExpected),
            fields.Text(cells[2], "maps", MapsExpected),
            fields.Number(cells[3], "maps", MapsExpected),
            fields.Text(cells[4], "maps", MapsExpected));
    }

    private static KernelRow Kernel(JsonFields fields, JsonElement row)
    {
        var cells = Cells(fields, row, "k", KernelExpected, 6);
        return new KernelRow(
            fields.Number(cells[0], "k", KernelExpected),
            fields.Number(cells[1], "k", KernelExpected),
            fields.Hexadecimal(cells[2], "k"),
            fields.Number(cells[3], "k", KernelExpected),
            fields.Number(cells[4], "k", KernelExpected),
            fields.Number(cells[5], "k", KernelExpected) != 0);
    }

    private static FlagsRow Flags(JsonFields fields, JsonElement row)
    {
        var cells = Cells(fields, row, "flags", "[start, end, vm_flags]", 3);
        return new FlagsRow(
            fields.Number(cells[0], "flags"), fields.Number(cells[1], "flags"), fields.Hexadecimal(cells[2], "flags"));
    }

    private static List<JsonElement> Cells(
        JsonFields fields, JsonElement row, string name, string expected, int count)
    {
        var cells = fields.List(row, name, expected).ToList();
        return cells.Count == count
            ? cells
            : throw fields.Error($"a row of `{name}` is {row.GetRawText()}", expected);
    }
}
