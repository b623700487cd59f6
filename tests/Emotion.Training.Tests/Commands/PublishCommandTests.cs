using System.Text;
using Emotion.Inference;
using Emotion.Pipeline.Models;
using Emotion.Tests;
using Emotion.Training.Commands;
using Emotion.Training.Tests.Support;

namespace Emotion.Training.Tests.Commands;

/// <summary>From a bundle's folder to a real storage: who takes over, and who does not.</summary>
public sealed class PublishCommandTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private const string SomeClips = "0123";

    private readonly TemporaryFolder _models = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private ModelContainer Container => new(azurite.Storage, Cancel);

    private PublishedModels Published => new(azurite.Storage.Blobs);

    [Fact]
    public async Task A_model_takes_over_only_if_it_is_not_worse_on_the_same_evaluation_set()
    {
        var first = (await Publish(Bundle("first", SomeClips, uar: 0.40))).AssertSucceeded();
        Assert.Contains($"could not be compared with {ShippedModel.Version}, which ships with the app", first, StringComparison.Ordinal);
        Assert.Equal("first", await CurrentAsync());

        var better = await Publish(Bundle("better", SomeClips, uar: 0.45));
        Assert.Contains("its UAR is 45.0 %, that of first 40.0 %", better.AssertSucceeded(), StringComparison.Ordinal);
        Assert.Equal("better", await CurrentAsync());

        var worse = await Publish(Bundle("worse", SomeClips, uar: 0.44));
        Assert.Equal(PublishCommand.NotActivated, worse.ExitCode);
        Assert.Contains("its UAR is 44.0 %, that of better 45.0 %", worse.Output, StringComparison.Ordinal);
        Assert.Equal("better", await CurrentAsync());
        Assert.Equal("worse", (await Published.DownloadBundleAsync("worse", Cancel)).Card.Version); // uploaded all the same

        (await Publish(Bundle("worse", SomeClips, uar: 0.44), "--force", "It hears the new microphone.")).AssertSucceeded();
        Assert.Equal("worse", await CurrentAsync());
        Assert.Equal("It hears the new microphone.", (await Published.DownloadBundleAsync("worse", Cancel)).Card.Forced);
    }

    [Fact]
    public async Task The_first_model_takes_over_only_if_it_is_not_worse_than_the_one_that_ships()
    {
        var shipped = ShippedModel.Card.Evaluations.First(evaluation => evaluation is { Protocol: "speaker", EvaluationSet: not null });

        var worse = await Publish(Bundle("worse", shipped.EvaluationSet!, uar: shipped.Uar - 0.2));
        Assert.Equal(PublishCommand.NotActivated, worse.ExitCode);
        Assert.Contains(
            FormattableString.Invariant($"that of {ShippedModel.Version}, which ships with the app, {100 * shipped.Uar:0.0} %"), worse.Output, StringComparison.Ordinal);
        Assert.Null(await CurrentAsync());
        Assert.Equal("worse", (await Published.DownloadBundleAsync("worse", Cancel)).Card.Version);

        var better = await Publish(Bundle("better", shipped.EvaluationSet!, uar: shipped.Uar + 0.01));
        Assert.Contains("better is in use now. It is the first: its UAR is", better.AssertSucceeded(), StringComparison.Ordinal);
        Assert.Equal("better", await CurrentAsync());
    }

    [Fact]
    public async Task Models_that_cannot_be_compared_are_uploaded_and_the_one_in_use_stays()
    {
        (await Publish(Bundle("first", SomeClips, uar: 0.40))).AssertSucceeded();
        var run = await Publish(Bundle("second", "other clips", uar: 0.90));

        Assert.Equal(PublishCommand.NotActivated, run.ExitCode);
        Assert.Equal("first", await CurrentAsync());
        Assert.Equal("second", (await Published.DownloadBundleAsync("second", Cancel)).Card.Version);
        Assert.Contains("--corpus", run.Output, StringComparison.Ordinal);
        Assert.Contains("--force", run.Output, StringComparison.Ordinal);

        // The same network twice is as good as itself on any clips.
        using var corpus = new TemporaryFolder();
        for (var emotion = 1; emotion <= 8; emotion++)
            corpus.Write($"03-01-{emotion:00}-01-01-01-01.wav", Voice.Wav(emotion));
        var measured = await Publish(Bundle("second", "other clips", uar: 0.90), "--corpus", $"ravdess={corpus.Path}", "--no-cache");
        Assert.Contains("on 8 clips of ravdess", measured.AssertSucceeded(), StringComparison.Ordinal);
        Assert.Equal("second", await CurrentAsync());
    }

    [Fact]
    public async Task What_must_not_be_served_is_not_published()
    {
        var folder = Bundle("broken", SomeClips, uar: 0.40);
        var onnx = await File.ReadAllBytesAsync(Path.Combine(folder, ModelBundle.ModelFile), Cancel);
        onnx[^1] ^= 1;
        await File.WriteAllBytesAsync(Path.Combine(folder, ModelBundle.ModelFile), onnx, Cancel);

        (await Publish(folder)).AssertFailed("SHA-256");
        Assert.Null(await Published.FindCurrentAsync(Cancel));
        Assert.Empty(await Published.ListAsync(Cancel));
    }

    [Fact]
    public async Task Uploading_alone_leaves_the_model_in_use()
    {
        var text = (await Publish(Bundle("later", SomeClips, uar: 0.40), "--no-activate")).AssertSucceeded();
        Assert.Contains("emotion models activate later", text, StringComparison.Ordinal);
        Assert.Equal("later", (await Published.DownloadBundleAsync("later", Cancel)).Card.Version);
        Assert.Null(await Published.FindCurrentAsync(Cancel));
    }

    [Fact]
    public async Task A_storage_that_is_not_there_is_said_to_be()
    {
        var nowhere = "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=AAAA;BlobEndpoint=http://127.0.0.1:1/x;"
            + "QueueEndpoint=http://127.0.0.1:1/x;TableEndpoint=http://127.0.0.1:1/x";
        var run = await ProgramRun.Of("publish", "--model", Bundle("first", SomeClips, uar: 0.4), "--storage", nowhere);
        run.AssertFailed("cannot be reached");
    }

    public async ValueTask InitializeAsync() => await Container.ClearAsync();

    public ValueTask DisposeAsync()
    {
        _models.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>The shipped network under another name and with another figure.</summary>
    private string Bundle(string version, string evaluationSet, double uar)
    {
        var evaluation = ShippedModel.Card.Evaluations[0] with { Protocol = "speaker", EvaluationSet = evaluationSet, Uar = uar };
        var card = ShippedModel.Card with { Version = version, Evaluations = [evaluation] };
        _models.Write($"{version}/{ModelBundle.ModelFile}", ShippedModel.Bundle.Onnx);
        _models.Write($"{version}/{ModelBundle.CardFile}", Encoding.UTF8.GetBytes(card.ToJson()));
        return Path.Combine(_models.Path, version);
    }

    private async Task<string?> CurrentAsync() => (await Published.FindCurrentAsync(Cancel))?.Model?.Version;

    private Task<ProgramRun> Publish(string bundle, params string[] more) =>
        ProgramRun.Of(["publish", "--model", bundle, "--storage", azurite.ConnectionString, .. more]);
}
