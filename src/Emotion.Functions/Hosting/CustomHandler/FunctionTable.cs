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
        if (!call.Has("clip")) // the local host hands large clips over by name: docs/decisions/0002
            return await extract.RunAsync(clip, cancel);

        var etag = ClipVersion.Unquote(call.Metadata("Properties", "ETag"));
        var lastModified = DateTimeOffset.Parse(call.Metadata("Properties", "LastModified"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        using var content = new MemoryStream(call.Bytes("clip"), writable: false);
        return await extract.RunAsync(new ClipVersion(clip, etag, lastModified), content, cancel);
    }
}
