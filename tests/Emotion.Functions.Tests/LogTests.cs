using System.Collections.Concurrent;
using Emotion.Audio.Features;
using Emotion.Cli.LocalHost;
using Emotion.Pipeline.Clips;
using Emotion.Pipeline.Messages;
using Emotion.Tests;

namespace Emotion.Functions.Tests;

/// <summary>What the app logs.</summary>
[Collection(HandlerFixture.Calls)]
public sealed class LogTests(HandlerFixture storage)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_line_holds_the_account_key_even_where_everything_is_logged()
    {
        var key = storage.ConnectionString.Split(';').Single(part => part.StartsWith("AccountKey=", StringComparison.Ordinal))["AccountKey=".Length..];
        var lines = new ConcurrentQueue<string>();
        await using (var handler = await HandlerProcess.StartAsync(
            FunctionsApp.Read(AppContext.BaseDirectory), storage.ConnectionString, lines.Enqueue, Cancel,
            ("Logging__LogLevel__Default", "Trace"), ("Logging__LogLevel__Microsoft", "Trace"), ("Logging__LogLevel__Azure", "Trace"), ("Telemetry__Console", "true")))
        {
            var version = new ClipVersion(new ClipId("log", $"{Guid.NewGuid():N}.wav"), "0x1", DateTimeOffset.UtcNow);
            using var http = new HttpClient { BaseAddress = handler.Address };
            foreach (var (function, call) in Calls(version))
            {
                using var answer = await http.PostAsync(function, new StringContent(call), Cancel);
            }
        }

        Assert.Contains(lines, line => line.Contains("Scored", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("Request starting", StringComparison.Ordinal)); // everything is logged indeed
        Assert.DoesNotContain(lines, line => line.Contains(key, StringComparison.Ordinal));
    }

    private static IEnumerable<(string Function, string Call)> Calls(ClipVersion version)
    {
        yield return ("ExtractFeatures", HostCalls.Blob(version, WavFile.VoiceClip()));
        yield return ("ScoreClip", HostCalls.Queue(ClipFeaturesMessage.For(version, Audio.ClipAnalyzer.Analyze(new MemoryStream(WavFile.VoiceClip()), FeatureRecipe.Of(ShippedModel.Card.FeatureSet))).ToJson()));
        yield return ("ScoreClip", HostCalls.Queue("garbage"));
        yield return ("RecordExtractionFailure", HostCalls.Queue(new PoisonBlobMessage("clips", version.Clip.BlobName, "0x1").ToJson()));
    }
}
