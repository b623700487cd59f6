using System.Text.Json.Nodes;
using Emotion.Inference;
using Emotion.Pipeline.Models;
using Emotion.Tests;

namespace Emotion.Cli.Tests;

/// <summary><c>emotion models</c> as a user runs it.</summary>
public sealed class ModelsCommandTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Versions_are_listed_shown_activated_and_rolled_back()
    {
        Assert.Contains("the one that it ships with", (await Models("list")).Output, StringComparison.Ordinal);
        await UploadAsync("one");
        await UploadAsync("two");

        Assert.Equal(0, (await Models("activate", "one")).ExitCode);
        Assert.Equal(0, (await Models("activate", "two")).ExitCode);
        Assert.Equal("two", await ActiveAsync());
        Assert.Equal(0, (await Models("rollback")).ExitCode);
        Assert.Equal("one", await ActiveAsync());

        var again = await Models("rollback");
        Assert.Equal(1, again.ExitCode);
        Assert.Contains("Activate one by name", again.Error, StringComparison.Ordinal);
        Assert.Contains(ShippedModel.Card.FeatureSet, (await Models("show", "two")).Output, StringComparison.Ordinal);

        var unknown = await Models("activate", "three");
        Assert.Equal(1, unknown.ExitCode);
        Assert.Contains("three", unknown.Error, StringComparison.Ordinal);
        Assert.Equal("one", await ActiveAsync());
    }

    [Fact]
    public async Task A_cards_thresholds_are_shown()
    {
        var card = ShippedModel.Card with
        {
            Version = "thresholds",
            UncertainBelow = 0.625,
            RecommendedThresholds = new Dictionary<string, double> { ["angry"] = 0.4 },
            Evaluations = [ShippedModel.Card.Evaluations[0] with { Certain = new CertainShare(0.5, 0.81), Detections = [Anger] }],
        };
        await new ModelUpload(new PublishedModels(azurite.Storage.Blobs)).UploadAsync(ShippedModel.With(card), Cancel);

        var shown = (await Models("show", "thresholds")).Output;
        Assert.Contains("below a confidence of 0.625; of new speakers' clips 50.0 % are certain, and 81.0 % of these are right", shown, StringComparison.Ordinal);
        Assert.Contains("angry against the rest: from a probability of 0.4 on; of new speakers' clips 85.0 % of the angry are found, and 9.0 % of the others", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task How_large_a_model_may_be_says_the_setting_of_the_app()
    {
        await UploadAsync("large"); // 4 MB
        var small = await EmotionTool.RunAsync(Command("show", "large"), Cancel, ("Model__LargestMegabytes", "1"));
        Assert.Equal(1, small.ExitCode);
        Assert.Contains("1 MB are allowed. If it is that large on purpose, raise Model__LargestMegabytes.", small.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await EmotionTool.RunAsync(Command("show", "large"), Cancel, ("Model__LargestMegabytes", "4"))).ExitCode);

        foreach (var nonsense in new[] { "much", "0" })
        {
            var refused = await EmotionTool.RunAsync(Command("list"), Cancel, ("Model__LargestMegabytes", nonsense));
            Assert.Equal(1, refused.ExitCode);
            Assert.StartsWith($"error: Setting Model__LargestMegabytes is {nonsense}; it must be", refused.Error, StringComparison.Ordinal);
        }
    }

    private static Detection Anger => new()
    {
        Label = "angry",
        Area = 0.93,
        Threshold = 0.4,
        TruePositiveRate = 0.85,
        FalsePositiveRate = 0.09,
        Precision = 0.6,
        Curve = [],
    };

    private async Task<string?> ActiveAsync()
    {
        var list = JsonNode.Parse((await Models("list", "--json")).Output)!.AsArray();
        return (string?)list.Single(model => (bool)model!["active"]!)!["version"];
    }

    private Task UploadAsync(string version) =>
        new ModelUpload(new PublishedModels(azurite.Storage.Blobs)).UploadAsync(ShippedModel.As(version), Cancel);

    private Task<EmotionTool.Result> Models(params string[] args) => EmotionTool.RunAsync(Command(args), Cancel);

    private string[] Command(params string[] args) => ["models", .. args, "--storage", azurite.ConnectionString];
}
