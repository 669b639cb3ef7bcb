using System.Globalization;
using System.Text.Json;
using LockCheck.Kernel.Exact;

namespace LockCheck.Kernel.Recordings;

/// <summary>
/// The fields of one JSON object. Each is asked for by its name, and at the end nothing may be left over: a field that
/// nobody knows is an error.
/// </summary>
internal sealed class JsonFields
{
    private readonly Dictionary<string, JsonElement> _fields = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _left = new(StringComparer.Ordinal);
    private readonly string _place;

    public JsonFields(JsonElement element, string place)
    {
        _place = place;
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw Error($"a {element.ValueKind} stands there", "an object, in braces");
        }

        foreach (var property in element.EnumerateObject())
        {
            if (!_fields.TryAdd(property.Name, property.Value))
            {
                throw Error($"`{property.Name}` stands there twice", "each field once");
            }

            _left.Add(property.Name);
        }
    }

    public bool Has(string name) => _fields.ContainsKey(name);

    public JsonElement Take(string name, string expected)
    {
        _left.Remove(name);
        return _fields.TryGetValue(name, out var value) ? value : throw Error($"`{name}` is missing", expected);
    }

    public string Text(string name, string expected) => Text(Take(name, expected), name, expected);

    public long Number(string name, string expected = "a whole number") => Number(Take(name, expected), name, expected);

    public long NumberOr(string name, long other) => Has(name) ? Number(name) : other;

    public bool FlagOr(string name, bool other)
    {
        if (!Has(name))
        {
            return other;
        }

        var value = Take(name, "true or false");
        return value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw Error($"`{name}` is {value.GetRawText()}", "true or false"),
        };
    }

    /// <summary>A text, or null.</summary>
    public string? TextOrNull(string name, string expected)
    {
        var value = Take(name, expected);
        return value.ValueKind == JsonValueKind.Null ? null : Text(value, name, expected);
    }

    public VmFlags VmFlags(string name) => Hexadecimal(Take(name, "vm_flags in hexadecimal"), name);

    public IEnumerable<JsonElement> List(string name, string expected) => List(Take(name, expected), name, expected);

    public IEnumerable<JsonElement> List(JsonElement value, string name, string expected) =>
        value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray()
            : throw Error($"`{name}` is {value.GetRawText()}", expected);

    public string Text(JsonElement value, string name, string expected) =>
        value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw Error($"`{name}` has {value.GetRawText()}", expected);

    public long Number(JsonElement value, string name, string expected = "a whole number") =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number)
            ? number
            : throw Error($"`{name}` has {value.GetRawText()}", expected);

    public VmFlags Hexadecimal(JsonElement value, string name) =>
        ulong.TryParse(
            Text(value, name, "vm_flags in hexadecimal"),
            NumberStyles.AllowHexSpecifier,
            CultureInfo.InvariantCulture,
            out var flags)
            ? (VmFlags)flags
            : throw Error($"`{name}` has {value.GetRawText()}", "vm_flags in hexadecimal, such as 100073");

    /// <summary>Nothing may be left over.</summary>
    public void End(string what)
    {
        if (_left.Count > 0)
        {
            throw Error(
                $"{what} has no field `{_left.Min}`", "only fields that are known, so that none is passed over");
        }
    }

    public RecordingException Error(string happened, string expected) => new(_place, happened, expected);
}
