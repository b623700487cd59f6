using System.Globalization;
using Emotion.Pipeline.Clips;
using Emotion.Pipeline.Steps;

namespace Emotion.Functions.Hosting.CustomHandler;

/// <summary>The functions by name, as the <c>function.json</c> folders declare them; each calls one step.</summary>
internal sealed class FunctionTable(ExtractFeatures extract, ScoreClip score, RecordFailure failure)
{
    /// <summary>Runs a function.</summary>
    /// <returns>What it did; null for an unknown name.</returns>
    public Task<StepOutcome>? Run(string function, Invocation call, CancellationToken cancel) => function switch
    {
        "ExtractFeatures" => ExtractAsync(call, cancel),
        "ScoreClip" => score.RunAsync(call.Text("message"), cancel),
        "RecordExtractionFailure" => failure.ExtractionAsync(call.Text("message"), cancel),
        "RecordScoringFailure" => failure.ScoringAsync(call.Text("message"), cancel),
        _ => null,
    };

    private async Task<StepOutcome> ExtractAsync(Invocation call, CancellationToken cancel)
    {
        var clip = ClipId.FromBlobName(call.Metadata("name"));
        if (!call.Has("clip") || VersionOf(clip, call) is not { } version) // the local host hands large clips over by name: docs/decisions/0002
            return await extract.RunAsync(clip, cancel);

        using var content = new MemoryStream(call.Bytes("clip"), writable: false);
        return await extract.RunAsync(version, content, cancel);
    }

    /// <summary>Which bytes a call brings; null where it does not tell, and the clip is read from the storage instead, at its current version.</summary>
    /// <remarks>
    /// The local host tells. The Functions host writes Properties as Newtonsoft.Json sees them (azure-functions-host, GetHttpScriptInvocationContextValue),
    /// which makes <c>{}</c> of the struct Azure.ETag (Azure/azure-sdk-for-net#34410). That is from its source; no real host has been tried.
    /// </remarks>
    private static ClipVersion? VersionOf(ClipId clip, Invocation call) =>
        call.FindMetadata("Properties", "ETag") is { Length: > 0 } etag
        && DateTimeOffset.TryParse(call.FindMetadata("Properties", "LastModified"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var lastModified)
            ? new ClipVersion(clip, ClipVersion.Unquote(etag), lastModified)
            : null;
}
