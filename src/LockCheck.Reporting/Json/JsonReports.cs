using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LockCheck.Reporting.Json;

/// <summary>Writes reports as JSON: one object, the same shape whatever was found.</summary>
public static class JsonReports
{
    /// <summary>The version of the format: it grows when a value changes its meaning or goes away.</summary>
    public const int Schema = 1;

    private static readonly JsonContext Context = new(new JsonSerializerOptions(JsonContext.Default.Options)
    {
        // The text goes to a terminal or a file, never into a page: I4' stays I4'.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
    });

    /// <summary>Writes a report.</summary>
    public static string Text(IJsonReport report) => JsonSerializer.Serialize(report, report.GetType(), Context);
}

/// <summary>What every JSON report has.</summary>
public interface IJsonReport
{
    /// <summary>Gets the version of the format.</summary>
    int Schema { get; }

    /// <summary>Gets the verb.</summary>
    string Command { get; }

    /// <summary>Gets the exit code of the command.</summary>
    int ExitCode { get; }
}

/// <summary>The serialisers, made when the program is compiled.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(CheckJson))]
[JsonSerializable(typeof(WindowsJson))]
[JsonSerializable(typeof(ReplayJson))]
[JsonSerializable(typeof(ExportJson))]
[JsonSerializable(typeof(MatrixJson))]
[JsonSerializable(typeof(DiffJson))]
[JsonSerializable(typeof(ClaimsJson))]
[JsonSerializable(typeof(ListJson))]
[JsonSerializable(typeof(VmaJson))]
[JsonSerializable(typeof(MapsJson))]
[JsonSerializable(typeof(ConformJson))]
internal sealed partial class JsonContext : JsonSerializerContext;
