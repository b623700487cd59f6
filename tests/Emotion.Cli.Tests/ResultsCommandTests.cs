using System.Text.Json.Nodes;
using Emotion.Tests;

namespace Emotion.Cli.Tests;

/// <summary><c>emotion results</c> on rows of a real table.</summary>
public sealed class ResultsCommandTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("emotion-test-").FullName;
    private readonly CorpusRows _rows = new(azurite);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _rows.WriteAsync("day 1/a.wav", CorpusRows.Answer("happy", 0.9, "m1", uncertain: false), hour: 8);
        await _rows.WriteAsync("day 1/b.wav", CorpusRows.Answer("sad", 0.4, "m1", uncertain: true), hour: 9);
        await _rows.WriteAsync("day 2/c's.wav", CorpusRows.Answer("happy", 0.6, "m2", uncertain: null), hour: 10);
        await _rows.WriteAsync("day 2/d.wav", answer: null, hour: 11);
    }

    [Theory]
    [InlineData("", "a b c's d")]
    [InlineData("--emotion happy", "a c's")]
    [InlineData("--status rejected", "d")]
    [InlineData("--min-confidence 0.5 --max-confidence 0.8", "c's")]
    [InlineData("--uncertain true", "b")]
    [InlineData("--uncertain false", "a")]
    [InlineData("--model m1", "a b")]
    [InlineData("--since 2026-11-24T09:00 --before 2026-11-24T11:00", "b c's")]
    [InlineData("--prefix {corpus}/day~2/", "c's d")]
    [InlineData("--prefix {corpus}/day~2/c's", "c's")]
    [InlineData("--prefix other/", "")]
    [InlineData("--sort confidence", "b c's a d")]
    [InlineData("--sort confidence --descending", "a c's b d")]
    [InlineData("--sort date --descending --limit 2", "d c's")]
    [InlineData("--descending --skip 1 --limit 2", "c's b")]
    public async Task Rows_are_chosen_and_sorted(string options, string expected)
    {
        var words = options.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word.Replace("{corpus}", _rows.Corpus, StringComparison.Ordinal).Replace('~', ' '));
        var run = await Results([.. words, "--format", "jsonl"]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var names = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => Path.GetFileNameWithoutExtension((string)JsonNode.Parse(line)!["path"]!));
        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries), names);
    }

    [Fact]
    public async Task A_table_shows_a_page_and_how_to_see_the_rest()
    {
        var page = await Results(["--limit", "2"]);
        Assert.Contains("2 clips: 2 scored (model m1)", page.Output, StringComparison.Ordinal);
        Assert.Contains("There are more: --skip 2 shows the next", page.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("There are more", (await Results(["--skip", "2", "--limit", "2"])).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Groups_are_counted_in_every_format_that_has_them()
    {
        var groups = JsonNode.Parse((await Results(["--group-by", "emotion", "--format", "json"])).Output)!.AsArray();
        Assert.Equal(["", "happy", "sad"], groups.Select(group => (string)group!["group"]!));
        Assert.Equal([1, 2, 1], groups.Select(group => (int)group!["clips"]!));
        Assert.Equal(0.75, (double)groups[1]!["meanConfidence"]!, 1e-12);
        Assert.Contains("│ happy", (await Results(["--group-by", "emotion"])).Output, StringComparison.Ordinal);
        Assert.Contains("m1,2,0.5,2,0,0,1,0.65", (await Results(["--group-by", "model", "--format", "csv"])).Output, StringComparison.Ordinal);
        Assert.Contains("table, csv or json", (await Results(["--group-by", "model", "--format", "jsonl"])).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_appears_whole_and_parquet_needs_one()
    {
        var file = Path.Combine(_folder, "rows.parquet");
        Assert.Equal((0, ""), (await Results(["--format", "parquet", "-o", file])) is var run ? (run.ExitCode, run.Error) : default);
        Assert.Equal("PAR1"u8.ToArray(), (await File.ReadAllBytesAsync(file, Cancel))[..4]);
        Assert.Equal([file], Directory.GetFiles(_folder));

        var missing = await Results(["--format", "parquet"]);
        Assert.Equal((1, ""), (missing.ExitCode, missing.Output));
        Assert.Contains("--out", missing.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--since yesterday", "'yesterday' is no date. Write it as 2026-11-24")]
    [InlineData("--before 10/11/2026", "'10/11/2026' is no date")]
    [InlineData("--min-confidence 60", "--min-confidence is '60', but must be a number from 0 to 1")]
    [InlineData("--max-confidence 0,5", "--max-confidence is '0,5'")]
    [InlineData("--limit 0", "--limit is '0', but must be a number from 1 to")]
    [InlineData("--skip -1", "--skip is '-1'")]
    [InlineData("--out rows.csv", "add --format csv")]
    [InlineData("--group-by model --limit 3", "leave out --sort, --descending, --skip and --limit")]
    [InlineData("--format csv --out nowhere/rows.csv", "nowhere does not exist. Make it first")]
    [InlineData("--format csv --out .", "must name a file")]
    public async Task What_makes_no_sense_is_refused_with_what_to_do(string options, string says)
    {
        var run = await Results(options.Split(' '));
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private Task<EmotionTool.Result> Results(string[] options) =>
        EmotionTool.RunAsync(["results", "--corpus", _rows.Corpus, .. options, "--storage", azurite.ConnectionString], Cancel);
}
