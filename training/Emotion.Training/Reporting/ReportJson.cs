using System.Text.Encodings.Web;
using System.Text.Json;

namespace Emotion.Training.Reporting;

/// <summary>How figures are written as JSON.</summary>
public static class ReportJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",

        // The files are read by people too, and go into no web page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Indented JSON in camel case, doubles in full.</summary>
    public static string Write<T>(T record) => JsonSerializer.Serialize(record, Options) + "\n";
}
