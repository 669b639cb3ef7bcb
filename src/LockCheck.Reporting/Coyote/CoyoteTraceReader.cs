using System.Text;
using System.Text.Json;

namespace LockCheck.Reporting.Coyote;

/// <summary>
/// Reads trace files strictly. Coyote itself takes an empty file, half a trace and an unknown member without a word;
/// here each is an error that says where. The order of members is free; none may stand twice.
/// </summary>
internal sealed class CoyoteTraceReader(byte[] bytes, string name)
{
    private static readonly string[] Members = ["TestName", "CoyoteVersion", "Settings", "Steps"];
    private static readonly string[] OriginMembers = ["Head", "Steps", "Digest"];

    private readonly TraceDamage _damage = new(bytes, name);
    private readonly List<CoyoteStep> _steps = [];
    private readonly Dictionary<ulong, ulong> _sequences = [];
    private string _testName = string.Empty;
    private TraceOrigin? _origin;

    public CoyoteTrace Read()
    {
        _damage.RequireJson();
        var json = new Utf8JsonReader(bytes);
        json.Read();
        ReadObject(ref json, "a trace", Members, ReadMember);
        return new CoyoteTrace { TestName = _testName, Steps = _steps, Origin = _origin, Name = name };
    }

    private delegate bool MemberReader(ref Utf8JsonReader json, string member);

    /// <summary>Reads an object, whose reader says of each member whether it knows it.</summary>
    private void ReadObject(ref Utf8JsonReader json, string what, IEnumerable<string> required, MemberReader read)
    {
        Require(ref json, JsonTokenType.StartObject, $"{what}: an object");
        var start = json.TokenStartIndex;
        var seen = new List<string>();
        while (json.Read() && json.TokenType != JsonTokenType.EndObject)
        {
            var member = json.GetString()!;
            if (seen.Contains(member))
            {
                throw _damage.At(
                    json.TokenStartIndex, $"the member `{member}` stands twice", $"each member of {what} once");
            }

            seen.Add(member);
            var at = json.TokenStartIndex;
            json.Read();
            if (!read(ref json, member))
            {
                throw _damage.At(at, $"{what} has no member `{member}`", "the members that Coyote 1.7.11 writes");
            }
        }

        foreach (var missing in required.Where(member => !seen.Contains(member)))
        {
            throw _damage.At(start, $"{what} without its member `{missing}`", $"`\"{missing}\": ...`");
        }
    }

    private bool ReadMember(ref Utf8JsonReader json, string member)
    {
        switch (member)
        {
            case "TestName":
                _testName = Text(ref json, "the name of a test");
                return true;
            case "CoyoteVersion":
                RequireVersion(ref json);
                return true;
            case "Settings":
                ReadObject(ref json, "`Settings`", CoyoteSettings.Required, ReadSetting);
                return true;
            case "Steps":
                ReadTexts(ref json, "the steps", ReadStep);
                return true;
            case CoyoteTraceWriter.OriginMember:
                ReadOrigin(ref json);
                return true;
            default:
                return false;
        }
    }

    private void RequireVersion(ref Utf8JsonReader json)
    {
        var version = Text(ref json, $"\"{CoyoteTrace.Version}\"");
        if (version != CoyoteTrace.Version)
        {
            throw _damage.At(
                json.TokenStartIndex,
                $"a trace of Coyote {version}",
                $"one of {CoyoteTrace.Version}: what the steps of other versions mean is not known");
        }
    }

    private bool ReadSetting(ref Utf8JsonReader json, string member)
    {
        var at = json.TokenStartIndex;
        switch (CoyoteSettings.Default(member))
        {
            case null:
                return false;
            case string:
                Text(ref json, "a text");
                break;
            case bool when json.TokenType is not (JsonTokenType.True or JsonTokenType.False):
                throw _damage.At(at, $"`{member}` is no flag", "true or false");
            case long when json.TokenType != JsonTokenType.Number || !json.TryGetUInt32(out _):
                throw _damage.At(at, $"`{member}` is no such number", "a number from 0");
            case long when member == CoyoteSettings.DeadlockTimeout && json.GetUInt32() == 0:
                throw _damage.At(at, $"`{member}` is 0", "a number above 0, without which Coyote sees false deadlocks");
            default:
                break;
        }

        return true;
    }

    private void ReadStep(string text, long at)
    {
        var step = CoyoteStep.Read(text, _damage.LineOf(at)) ?? throw _damage.At(
            at,
            $"step {_steps.Count + 1} is none",
            "`op(ID:SEQ),sp(POINT),next(ID:SEQ)` or `op(ID:SEQ),int(N)`, where POINT is one of "
            + CoyoteStep.KnownPoints);
        if (step is BooleanStep)
        {
            throw _damage.At(
                at, $"step {_steps.Count + 1} chooses between yes and no", "numbers: no test of LockCheck's asks so");
        }

        if (!IsOneOperation(step.Operation, step.Sequence)
            || (step is SchedulingStep next && !IsOneOperation(next.Next, next.NextSequence)))
        {
            throw _damage.At(
                at, $"step {_steps.Count + 1} gives an operation another sequence id", "the one of the steps before");
        }

        _steps.Add(step);
    }

    private bool IsOneOperation(ulong id, ulong sequence) =>
        _sequences.TryAdd(id, sequence) || _sequences[id] == sequence;

    private void ReadOrigin(ref Utf8JsonReader json)
    {
        var start = json.TokenStartIndex;
        var head = new List<(string Key, string Value)>();
        var steps = 0;
        var digest = string.Empty;
        ReadObject(ref json, $"`{CoyoteTraceWriter.OriginMember}`", OriginMembers, ReadOriginMember);
        _origin = new TraceOrigin(head, steps, digest);

        bool ReadOriginMember(ref Utf8JsonReader inner, string member)
        {
            switch (member)
            {
                case "Head":
                    ReadTexts(ref inner, "the head of a schedule", ReadHead);
                    return true;
                case "Steps":
                    if (inner.TokenType != JsonTokenType.Number || !inner.TryGetInt32(out steps) || steps < 0)
                    {
                        throw _damage.At(inner.TokenStartIndex, "`Steps` is no such number", "a number from 0");
                    }

                    return true;
                case "Digest":
                    digest = Text(ref inner, "the digest of a schedule");
                    return true;
                default:
                    return false;
            }
        }

        void ReadHead(string text, long at)
        {
            var colon = text.IndexOf(": ", StringComparison.Ordinal);
            head.Add(colon > 0 ? (text[..colon], text[(colon + 2)..]) : throw _damage.At(
                at, "this is no head line of a schedule", "`key: value`"));
        }
    }

    private void ReadTexts(ref Utf8JsonReader json, string what, Action<string, long> read)
    {
        Require(ref json, JsonTokenType.StartArray, $"{what}: a list of texts");
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            read(Text(ref json, $"one of {what}"), json.TokenStartIndex);
        }
    }

    private string Text(ref Utf8JsonReader json, string expected)
    {
        Require(ref json, JsonTokenType.String, expected);
        return json.GetString()!;
    }

    private void Require(ref Utf8JsonReader json, JsonTokenType type, string expected)
    {
        if (json.TokenType != type)
        {
            throw _damage.At(json.TokenStartIndex, "this value cannot stand here", expected);
        }
    }
}
