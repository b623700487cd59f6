using System.Text.Json.Nodes;
using Emotion.Inference;
using Emotion.Pipeline;
using Emotion.Tests;

namespace Emotion.Cli.Tests;

/// <summary><c>emotion doctor</c> on this machine, which can run the tests and so has all that is needed.</summary>
public sealed class DoctorCommandTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private ModelContainer Published => new(azurite.Storage, Cancel);

    public async ValueTask InitializeAsync()
    {
        await azurite.Storage.CreateStoresAsync(Cancel);
        await Published.ClearAsync();
    }

    [Fact]
    public async Task A_machine_that_has_all_is_well()
    {
        var run = await EmotionTool.RunAsync(["doctor", "--json", "--storage", azurite.ConnectionString], Cancel);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var findings = Findings(run);
        string[] parts = ["Node.js", "npm", "Azurite", "Function app", "Model", "Storage", "Published model"];
        Assert.All(parts, part => Assert.Equal("good", (string)findings[part]["health"]!));
        Assert.Contains(ShippedModel.Version, (string)findings["Model"]["what"]!, StringComparison.Ordinal);
        Assert.Contains("ok", (await EmotionTool.RunAsync(["doctor", "--storage", azurite.ConnectionString], Cancel)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_missing_or_broken_is_named_with_what_to_do()
    {
        // An empty PATH, an empty cache, and a storage where nothing listens.
        var nowhere = azurite.ConnectionString.Replace("TableEndpoint=http://127.0.0.1:", "TableEndpoint=http://127.0.0.1:1/ignored:", StringComparison.Ordinal);
        var empty = Directory.CreateTempSubdirectory("emotion-test-").FullName;
        try
        {
            var run = await EmotionTool.RunAsync(["doctor", "--json", "--storage", nowhere], Cancel, ("PATH", empty), ("XDG_CACHE_HOME", empty));
            Assert.Equal(1, run.ExitCode);
            var findings = Findings(run);
            Assert.Equal("missing", (string)findings["Node.js"]["health"]!); // a storage elsewhere needs none here
            Assert.Contains("Node.js 20", (string)findings["Node.js"]["mend"]!, StringComparison.Ordinal);
            Assert.Equal("missing", (string)findings["ffmpeg"]["health"]!);
            Assert.Equal("broken", (string)findings["Storage"]["health"]!);
            Assert.Equal("good", (string)findings["Model"]["health"]!);
            Assert.DoesNotContain("AccountKey", run.Output, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(empty, recursive: true);
        }
    }

    [Fact]
    public async Task A_storage_that_never_answers_is_not_waited_for_long()
    {
        await using var storage = new HalfServer(HalfAnswer.None);
        var findings = Findings(await EmotionTool.RunAsync(["doctor", "--json", "--storage", storage.ConnectionString], Cancel));
        Assert.Equal("broken", (string)findings["Storage"]["health"]!);
        Assert.Contains("has not answered within 10 s", (string)findings["Storage"]["what"]!, StringComparison.Ordinal);
        Assert.DoesNotContain("Published model", findings.Keys);
    }

    [Fact]
    public async Task A_machine_that_runs_the_pipeline_itself_needs_Node_and_a_storage_must_make_sense()
    {
        var run = await EmotionTool.RunAsync(["doctor", "--json"], Cancel, ("PATH", "/nowhere"), ("AzureWebJobsStorage", "UseDevelopmentStorage=true"));
        Assert.Equal(1, run.ExitCode);
        Assert.Equal("broken", (string)Findings(run)["Node.js"]["health"]!);

        var nonsense = await EmotionTool.RunAsync(["doctor", "--json", "--storage", "Account=what"], Cancel);
        Assert.Equal((1, "broken"), (nonsense.ExitCode, (string)Findings(nonsense)["Storage"]["health"]!));
    }

    [Fact]
    public async Task A_published_model_that_cannot_be_served_is_found()
    {
        await Published.WriteDamagedAsync(ShippedModel.As("damaged"));
        await Published.SetCurrentAsync(new CurrentModel("damaged"));

        var run = await EmotionTool.RunAsync(["doctor", "--json", "--storage", azurite.ConnectionString], Cancel);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("SHA-256", (string)Findings(run)["Published model"]["what"]!, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static Dictionary<string, JsonNode> Findings(EmotionTool.Result run) =>
        JsonNode.Parse(run.Output)!.AsArray().ToDictionary(finding => (string)finding!["part"]!, finding => finding!);
}
