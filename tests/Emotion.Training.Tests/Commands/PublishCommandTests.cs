using System.Text;
using Emotion.Inference;
using Emotion.Pipeline.Models;
using Emotion.Tests;
using Emotion.Training.Commands;
using Emotion.Training.Tests.Support;
using Spectre.Console;

namespace Emotion.Training.Tests.Commands;

/// <summary>From a bundle's folder to a real storage: who takes over, and who does not.</summary>
public sealed class PublishCommandTests : IAsyncLifetime
{
    private const string SomeClips = "0123";

    private readonly AzuriteFixture _azurite = new();
    private readonly TemporaryFolder _models = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private PublishedModels Published => new(_azurite.Storage.Blobs);

    [Fact]
    public async Task A_model_takes_over_only_if_it_is_not_worse_on_the_same_evaluation_set()
    {
        Assert.Equal(0, await Publish(Bundle("first", SomeClips, uar: 0.40)));
        Assert.Equal("first", await CurrentAsync());

        Assert.Equal(0, await Publish(Bundle("better", SomeClips, uar: 0.45)));
        Assert.Equal("better", await CurrentAsync());
        Assert.Contains("its UAR is 45.0 %, that of first 40.0 %", Said(), StringComparison.Ordinal);

        Assert.Equal(PublishCommand.NotActivated, await Publish(Bundle("worse", SomeClips, uar: 0.44)));
        Assert.Equal("better", await CurrentAsync());
        Assert.Contains("its UAR is 44.0 %, that of better 45.0 %", Said(), StringComparison.Ordinal);
        Assert.Equal("worse", (await Published.DownloadBundleAsync("worse", Cancel)).Card.Version); // uploaded all the same

        Assert.Equal(0, await Publish(Bundle("worse", SomeClips, uar: 0.44), "--force", "It hears the new microphone."));
        Assert.Equal("worse", await CurrentAsync());
        Assert.Equal("It hears the new microphone.", (await Published.DownloadBundleAsync("worse", Cancel)).Card.Forced);
    }

    [Fact]
    public async Task Models_that_cannot_be_compared_are_uploaded_and_the_one_in_use_stays()
    {
        Assert.Equal(0, await Publish(Bundle("first", SomeClips, uar: 0.40)));
        Assert.Equal(PublishCommand.NotActivated, await Publish(Bundle("second", "other clips", uar: 0.90)));

        Assert.Equal("first", await CurrentAsync());
        Assert.Contains("--corpus", Said(), StringComparison.Ordinal);
        Assert.Contains("--force", Said(), StringComparison.Ordinal);

        // The same network twice is as good as itself on any clips.
        using var corpus = new TemporaryFolder();
        for (var emotion = 1; emotion <= 8; emotion++)
            corpus.Write($"03-01-{emotion:00}-01-01-01-01.wav", Voice.Wav(emotion));
        Assert.Equal(0, await Publish(Bundle("second", "other clips", uar: 0.90), "--corpus", $"ravdess={corpus.Path}", "--no-cache"));
        Assert.Equal("second", await CurrentAsync());
        Assert.Contains("on 8 clips of ravdess", Said(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_must_not_be_served_is_not_published()
    {
        var folder = Bundle("broken", SomeClips, uar: 0.40);
        var onnx = await File.ReadAllBytesAsync(Path.Combine(folder, ModelBundle.ModelFile), Cancel);
        onnx[^1] ^= 1;
        await File.WriteAllBytesAsync(Path.Combine(folder, ModelBundle.ModelFile), onnx, Cancel);

        Assert.Equal(1, await Publish(folder));
        Assert.Contains("SHA-256", _errors.ToString(), StringComparison.Ordinal);
        Assert.Null(await Published.FindCurrentAsync(Cancel));
        Assert.Empty(await Published.ListAsync(Cancel));
    }

    [Fact]
    public async Task Uploading_alone_leaves_the_model_in_use()
    {
        Assert.Equal(0, await Publish(Bundle("later", SomeClips, uar: 0.40), "--no-activate"));
        Assert.Null(await Published.FindCurrentAsync(Cancel));
        Assert.Contains("emotion models activate later", Said(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_storage_that_is_not_there_is_said_to_be()
    {
        var nowhere = "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=AAAA;BlobEndpoint=http://127.0.0.1:1/x;"
            + "QueueEndpoint=http://127.0.0.1:1/x;TableEndpoint=http://127.0.0.1:1/x";
        Assert.Equal(1, await Run("publish", "--model", Bundle("first", SomeClips, uar: 0.4), "--storage", nowhere));
        Assert.Contains("cannot be reached", _errors.ToString(), StringComparison.Ordinal);
    }

    public ValueTask InitializeAsync() => _azurite.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await _azurite.DisposeAsync();
        _models.Dispose();
        await _output.DisposeAsync();
        await _errors.DisposeAsync();
    }

    /// <summary>The shipped network under another name and with another figure.</summary>
    private string Bundle(string version, string evaluationSet, double uar)
    {
        var shipped = ModelBundle.LoadCurrent(Path.Combine(AppContext.BaseDirectory, "models"));
        var evaluation = shipped.Card.Evaluations[0] with { Protocol = "speaker", EvaluationSet = evaluationSet, Uar = uar };
        var card = shipped.Card with { Version = version, Evaluations = [evaluation] };
        _models.Write($"{version}/{ModelBundle.ModelFile}", shipped.Onnx);
        _models.Write($"{version}/{ModelBundle.CardFile}", Encoding.UTF8.GetBytes(card.ToJson()));
        return Path.Combine(_models.Path, version);
    }

    private async Task<string?> CurrentAsync() => (await Published.FindCurrentAsync(Cancel))?.Model?.Version;

    private string Said() => _output.ToString().ReplaceLineEndings(" ");

    private Task<int> Publish(string bundle, params string[] more)
    {
        _output.GetStringBuilder().Clear();
        return Run(["publish", "--model", bundle, "--storage", _azurite.ConnectionString, .. more]);
    }

    private Task<int> Run(params string[] args)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(_output) });
        console.Profile.Width = 400;
        return CommandLine.RunAsync(args, console, _errors, TimeProvider.System);
    }
}
