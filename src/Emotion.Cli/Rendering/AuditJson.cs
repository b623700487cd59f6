using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Emotion.Pipeline.Auditing;

namespace Emotion.Cli.Rendering;

/// <summary>An audit for a script to read.</summary>
internal static class AuditJson
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(TextWriter output, AuditSummary summary, int requeued) => output.WriteLine(new JsonObject
    {
        ["settled"] = summary.IsSettled,
        ["requeued"] = requeued,
        ["corpora"] = new JsonObject(summary.Corpora.Select(corpus => KeyValuePair.Create(corpus, (JsonNode?)Counts(summary, corpus)))),
        ["reasons"] = new JsonArray([.. summary.Reasons.Select(entry => new JsonObject { ["state"] = Name(entry.State), ["reason"] = entry.Reason, ["clips"] = entry.Count })]),
        ["unsettled"] = new JsonArray([.. summary.Unsettled.Select(Clip)]),
    }.ToJsonString(Readable));

    private static JsonObject Counts(AuditSummary summary, string corpus) =>
        new(Enum.GetValues<ClipState>().Select(state => KeyValuePair.Create(Name(state), (JsonNode?)summary.Count(corpus, state))));

    private static JsonObject Clip(AuditedClip clip) => new()
    {
        ["clip"] = clip.Version.Clip.BlobName,
        ["state"] = Name(clip.State),
        ["reason"] = clip.Reason,
        ["uploaded"] = clip.Version.LastModified.ToString("O"),
        ["eTag"] = clip.Version.ETag,
    };

    private static string Name(ClipState state) => state.ToString().ToLowerInvariant();
}
