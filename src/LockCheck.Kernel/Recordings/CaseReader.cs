using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using LockCheck.Kernel.Exact;

namespace LockCheck.Kernel.Recordings;

/// <summary>Reads a file of recorded cases (docs/address-space.md).</summary>
public static partial class CaseReader
{
    private static readonly string[] States = ["SUCCESS", "NOMERGE", "ERROR_NOMEM", "START"];

    /// <summary>Reads the cases, and which kernel's rules they follow.</summary>
    /// <param name="file">The file, as UTF-8.</param>
    /// <exception cref="RecordingException">It has no cases, or something that is not known.</exception>
    public static (ExactRules Rules, ImmutableArray<RecordedCase> Cases) Read(Stream file)
    {
        try
        {
            using var document = JsonDocument.Parse(file);
            return Read(new JsonFields(document.RootElement, "the file"));
        }
        catch (JsonException exception)
        {
            var line = (exception.LineNumber ?? 0) + 1;
            throw new RecordingException(
                string.Create(CultureInfo.InvariantCulture, $"line {line}"),
                "it is no JSON",
                "one object with \"source\" and \"cases\"",
                exception);
        }
    }

    private static (ExactRules Rules, ImmutableArray<RecordedCase> Cases) Read(JsonFields fields)
    {
        var rules = RulesOf(fields);
        _ = fields.Has("note") ? fields.Text("note", "a text") : null;
        var cases = ImmutableArray.CreateBuilder<RecordedCase>();
        foreach (var element in fields.List("cases", "a list of cases"))
        {
            cases.Add(Case(element, cases.Count));
        }

        fields.End("a file of cases");
        return (rules, cases.ToImmutable());
    }

    private static ExactRules RulesOf(JsonFields fields)
    {
        const string Expected = "the kernel that it is from, such as \"Linux 7.0-rc6\"";
        var match = Version().Match(fields.Text("source", Expected));
        if (!match.Success)
        {
            throw fields.Error("`source` names no version of Linux", Expected);
        }

        var version = (
            int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture),
            int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture));
        return version.CompareTo((6, 19)) >= 0 ? ExactRules.Linux70 : ExactRules.Linux618;
    }

    private static RecordedCase Case(JsonElement element, int number)
    {
        var place = string.Create(CultureInfo.InvariantCulture, $"case {number}");
        var fields = new JsonFields(element, place);
        var op = fields.Text("op", "the name of a function");
        var result = new RecordedCase
        {
            Number = number,
            Test = fields.Text("test", "the name of a test"),
            Op = op,
            Before = [.. fields.List("before", "a list of VMAs").Select(vma => Vma(new JsonFields(vma, place)))],
            Input = Input(op, new JsonFields(fields.Take("input", "the arguments"), $"{place}, input")),
            After = [.. fields.List("after", "a list of VMAs").Select(vma => Vma(new JsonFields(vma, place)))],
            Ret = RetOf(fields),
            State = fields.Has("state") ? fields.Text("state", string.Join(", ", States)) : null,
        };
        if (result.State is { } state && !States.Contains(state, StringComparer.Ordinal))
        {
            throw fields.Error($"nobody knows the state `{state}`", "one of " + string.Join(", ", States));
        }

        fields.End("a case");
        return result;
    }

    private static string RetOf(JsonFields fields)
    {
        var ret = fields.Take("ret", "a VMA, a number or null");
        return ret.ValueKind switch
        {
            JsonValueKind.Null => "null",
            JsonValueKind.String => ret.GetString()!,
            JsonValueKind.Number => ret.GetRawText(),
            _ => throw fields.Error($"`ret` is {ret.GetRawText()}", "a VMA, a number or null"),
        };
    }

    private static CaseVma Vma(JsonFields fields)
    {
        var vma = new CaseVma(
            fields.Text("id", "a name"),
            fields.Number("start"),
            fields.Number("end"),
            fields.Number("pgoff"),
            fields.VmFlags("flags"),
            fields.TextOrNull("anon_vma", "a name or null"),
            fields.FlagOr("fork_child", false),
            fields.Number("file"),
            fields.FlagOr("has_close", false));
        fields.End("a VMA");
        return vma;
    }

    private static CaseInput Input(string op, JsonFields fields)
    {
        var input = op switch
        {
            "vma_merge_new_range" or "vma_merge_existing_range" or "vma_expand" => new CaseInput
            {
                Start = fields.Number("start"),
                End = fields.Number("end"),
                Pgoff = fields.Number("pgoff"),
                Flags = fields.VmFlags("flags"),
                AnonVma = fields.TextOrNull("anon_vma", "a name or null"),
                File = fields.Number("file"),
                Prev = fields.TextOrNull("prev", "a VMA or null"),
                Middle = fields.TextOrNull("middle", "a VMA or null"),
                Next = fields.TextOrNull("next", "a VMA or null"),
            },
            "vma_modify_flags" => new CaseInput
            {
                Middle = fields.Text("vma", "a VMA"),
                Start = fields.Number("start"),
                End = fields.Number("end"),
                Flags = fields.VmFlags("flags"),
            },
            "vma_shrink" => new CaseInput { Start = fields.Number("start"), End = fields.Number("end") },
            "vma_merge_extend" => Extend(fields),
            "copy_vma" => Copy(fields),
            _ => throw fields.Error(
                $"nobody knows the function `{op}`",
                "vma_merge_new_range, vma_merge_existing_range, vma_modify_flags, vma_expand, vma_shrink, "
                + "vma_merge_extend or copy_vma"),
        };
        fields.End($"the input of `{op}`");
        return input;
    }

    private static CaseInput Extend(JsonFields fields)
    {
        var start = fields.Number("vma_start");
        return new CaseInput { Start = start, End = fields.Number("delta") };
    }

    private static CaseInput Copy(JsonFields fields)
    {
        var to = fields.Number("addr");
        return new CaseInput
        {
            SourceStart = fields.Number("src_start"),
            SourceEnd = fields.Number("src_end"),
            Start = to,
            End = to + fields.Number("len"),
            Pgoff = fields.Number("pgoff"),
        };
    }

    [GeneratedRegex(@"(?:Linux\s+|\bv)(\d{1,3})\.(\d{1,3})", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Version();
}
