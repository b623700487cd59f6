using System.Text.RegularExpressions;
using System.Xml.Linq;
using Emotion.Cli.Commands;
using Emotion.Tests;

namespace Emotion.Cli.Tests;

/// <summary><c>emotion report</c> on rows of a real table.</summary>
public sealed class ReportCommandTests(AzuriteFixture azurite) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("emotion-test-").FullName;
    private readonly CorpusRows _rows = new(azurite);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string Version => typeof(ExitCode).Assembly.GetName().Version!.ToString(3);

    [Fact]
    public async Task The_page_counts_every_clip_and_needs_no_network()
    {
        for (var i = 0; i < 30; i++)
        {
            var answer = CorpusRows.Answer(i % 3 == 0 ? "happy" : "sad", 0.3 + i / 50.0, ShippedModel.Version);
            await _rows.WriteAsync($"day {i % 3}/<{i:00}>.wav", i % 10 == 9 ? null : answer);
        }

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
        await _rows.WriteAsync("a.wav", answer: null);
        Assert.Contains("No clip was scored.", await ReportAsync(), StringComparison.Ordinal);

        await _rows.WriteAsync("b.wav", CorpusRows.Answer("angry", 0.9, "somebody's"));
        var html = await ReportAsync();
        Assert.Contains("The card of this model is not at hand", html, StringComparison.Ordinal);
        Assert.Equal(["angry", "1", "100.0 %"], Row(Parse(html), "angry")[..3]);
    }

    [Fact]
    public async Task A_recording_is_shown_over_time()
    {
        string[] emotions = ["happy", "happy", "sad", "sad"]; // windows of 30 s in the rows' 120 s
        await _rows.WriteRecordingAsync("talk.wav", emotions, windowSeconds: 30, ShippedModel.Version);
        var page = Parse(await ReportAsync());
        Assert.Equal("talk.wav: 2 min 0 s, 4 windows", page.Descendants("summary").Single().Value);
        Assert.Contains("1 of them, longer than a clip, were cut into 4 windows (30 s every 30 s) where", page.Descendants("p").Single(p => (string?)p.Attribute("class") == "paper").Value, StringComparison.Ordinal);
        Assert.Contains("1 clip, 2.0 minutes of sound in the scored ones", page.Value, StringComparison.Ordinal);
        var details = page.Descendants("details").Single();
        Assert.Equal(["sad", "40.0 %", "50.0 %"], Row(details, "sad")[..3]);
        Assert.Equal(
            ["M0 1V0.1H1V0.1H2V1H3V1H4V1Z", "M0 1V1H1V1H2V0.2H3V0.2H4V1Z"],
            details.Descendants("path").Select(path => path.Attribute("d")!.Value));
    }

    [Fact]
    public async Task A_corpus_without_rows_is_an_error_that_says_what_to_do()
    {
        var run = await EmotionTool.RunAsync(["report", "--corpus", _rows.Corpus, "-o", Path.Combine(_folder, "x.html"), "--storage", azurite.ConnectionString], Cancel);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("emotion results --group-by corpus", run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<string> ReportAsync()
    {
        var file = Path.Combine(_folder, "report.html");
        var run = await EmotionTool.RunAsync(["report", "--corpus", _rows.Corpus, "-o", file, "--storage", azurite.ConnectionString], Cancel);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Matches($"^Wrote {Regex.Escape(file)}: [0-9]+ clips? of corpus {_rows.Corpus}$", run.Output.TrimEnd());
        return await File.ReadAllTextAsync(file, Cancel);
    }

    /// <summary>The page is well-formed XML but for what HTML leaves open.</summary>
    private static XElement Parse(string html) => XElement.Parse(html
        .Replace("<!doctype html>", "", StringComparison.Ordinal)
        .Replace("<br>", "<br/>", StringComparison.Ordinal)
        .Replace("<details open>", "<details>", StringComparison.Ordinal)
        .Replace("<meta charset=\"utf-8\">", "", StringComparison.Ordinal)
        .Replace("initial-scale=1\">", "initial-scale=1\"/>", StringComparison.Ordinal));

    private static string[] Row(XElement page, string name) =>
        [.. page.Descendants("tr").First(row => row.Elements("th").First().Value == name && row.Elements("td").Any()).Elements().Select(cell => cell.Value)];
}
