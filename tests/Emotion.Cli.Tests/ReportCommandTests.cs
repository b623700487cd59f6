using System.Xml.Linq;
using Emotion.Cli.Commands;
using Emotion.Inference;
using Emotion.Pipeline;
using Emotion.Pipeline.Clips;
using Emotion.Pipeline.Results;
using Emotion.Tests;

namespace Emotion.Cli.Tests;

/// <summary><c>emotion report</c> on rows of a real table.</summary>
public sealed class ReportCommandTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("emotion-test-").FullName;
    private readonly string _corpus = $"report-{Guid.NewGuid():N}";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string Version => typeof(ExitCode).Assembly.GetName().Version!.ToString(3);

    public async ValueTask InitializeAsync() => await azurite.Storage.CreateStoresAsync(Cancel);

    [Fact]
    public async Task The_page_counts_every_clip_and_needs_no_network()
    {
        for (var i = 0; i < 30; i++)
            await WriteAsync($"day {i % 3}/<{i:00}>.wav", i % 10 == 9 ? null : i % 3 == 0 ? "happy" : "sad", confidence: 0.3 + i / 50.0, ShippedModel.Version);
        var html = await ReportAsync();

        var page = Parse(html);
        Assert.Equal(["Scored", "27", "90.0 %"], Row(page, "Scored"));
        Assert.Equal(["Rejected: Silent", "3", "10.0 %"], Row(page, "Rejected: Silent"));
        Assert.Equal(["happy", "9", "33.3 %", "18.6 to 52.2 %"], Row(page, "happy")[..4]);
        Assert.Equal(["day 0", "10"], Row(page, "day 0")[..2]);
        Assert.Contains("day 0/<27>.wav (0.84)", page.Descendants("td").Select(cell => cell.Nodes().OfType<XText>().FirstOrDefault()?.Value));
        Assert.Contains($"30 recordings were analysed with Emotion Functions {Version} (model {ShippedModel.Version}).", html, StringComparison.Ordinal);
        Assert.Contains(System.Net.WebUtility.HtmlEncode(ShippedModel.Card.Corpora[0].Citation), html, StringComparison.Ordinal);
        Assert.All(ShippedModel.Card.Limits, limit => Assert.Contains(limit, page.Descendants("li").Select(item => item.Value)));
        Assert.DoesNotContain("src=", html, StringComparison.Ordinal);
        Assert.DoesNotContain("href=", html, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_no_model_scored_and_what_an_unknown_model_scored_are_told_of_too()
    {
        await WriteAsync("a.wav", emotion: null, 0, model: "");
        Assert.Contains("No clip was scored.", await ReportAsync(), StringComparison.Ordinal);

        await WriteAsync("b.wav", "angry", 0.9, model: "somebody's");
        var html = await ReportAsync();
        Assert.Contains("The card of this model is not at hand", html, StringComparison.Ordinal);
        Assert.Equal(["angry", "1", "100.0 %"], Row(Parse(html), "angry")[..3]);
    }

    [Fact]
    public async Task A_corpus_without_rows_is_an_error_that_says_what_to_do()
    {
        var run = await EmotionTool.RunAsync(["report", "--corpus", _corpus, "-o", Path.Combine(_folder, "x.html"), "--storage", azurite.ConnectionString], Cancel);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("emotion results --group-by corpus", run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private async Task<string> ReportAsync()
    {
        var file = Path.Combine(_folder, "report.html");
        var run = await EmotionTool.RunAsync(["report", "--corpus", _corpus, "-o", file, "--storage", azurite.ConnectionString], Cancel);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        return await File.ReadAllTextAsync(file, Cancel);
    }

    /// <summary>The page is well-formed XML but for what HTML leaves open.</summary>
    private static XElement Parse(string html) => XElement.Parse(html
        .Replace("<!doctype html>", "", StringComparison.Ordinal)
        .Replace("<br>", "<br/>", StringComparison.Ordinal)
        .Replace("<meta charset=\"utf-8\">", "", StringComparison.Ordinal)
        .Replace("initial-scale=1\">", "initial-scale=1\"/>", StringComparison.Ordinal));

    private static string[] Row(XElement page, string name) =>
        [.. page.Descendants("tr").First(row => row.Elements("th").First().Value == name && row.Elements("td").Any()).Elements().Select(cell => cell.Value)];

    private async Task WriteAsync(string path, string? emotion, double confidence, string model)
    {
        var row = new ClipResult
        {
            Version = new ClipVersion(new ClipId(_corpus, path), "0x1", DateTimeOffset.UnixEpoch),
            Status = emotion is null ? ResultStatus.Rejected : ResultStatus.Scored,
            ProcessedAt = DateTimeOffset.UnixEpoch.AddDays(1),
            Prediction = emotion is null ? null : new Prediction(emotion, confidence, new Dictionary<string, double> { [emotion] = confidence }, model),
            Reason = emotion is null ? "Silent" : null,
            Audio = new Audio.AudioFacts(120, 22050, 1),
        };
        Assert.True(await new ResultTable(azurite.Storage.Tables).TryWriteAsync(row, replaces: null, Cancel));
    }
}
