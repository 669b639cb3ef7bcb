using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LockCheck.Reporting.Coyote;

/// <summary>Writes trace files as Coyote does: its members in its order, and no line feed at the end.</summary>
internal static class CoyoteTraceWriter
{
    /// <summary>The member that is ours.</summary>
    public const string OriginMember = "LockCheck";

    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Text(CoyoteTrace trace)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            json.WriteString("TestName", trace.TestName);
            json.WriteString("CoyoteVersion", CoyoteTrace.Version);
            WriteSettings(json, trace.Steps.Count);
            WriteTexts(json, "Steps", trace.Steps.Select(step => step.ToString()));
            if (trace.Origin is { } origin)
            {
                json.WriteStartObject(OriginMember);
                WriteTexts(json, "Head", origin.Head.Select(line => $"{line.Key}: {line.Value}"));
                json.WriteNumber("Steps", origin.Steps);
                json.WriteString("Digest", origin.Digest);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void WriteSettings(Utf8JsonWriter json, int steps)
    {
        json.WriteStartObject("Settings");
        foreach (var (name, value) in CoyoteSettings.For(steps))
        {
            switch (value)
            {
                case string text:
                    json.WriteString(name, text);
                    break;
                case long number:
                    json.WriteNumber(name, number);
                    break;
                default:
                    json.WriteBoolean(name, (bool)value);
                    break;
            }
        }

        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
