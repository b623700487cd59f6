using Emotion.Audio.Recordings;
using Emotion.Cli.LocalHost;
using Emotion.Inference;
using Emotion.Pipeline.Clips;
using Emotion.Pipeline.Results;
using Emotion.Tests;

namespace Emotion.Functions.Tests;

/// <summary>The HTTP functions over many rows, recordings and clips that are too large: docs/api.md.</summary>
public sealed class ApiTests(HandlerFixture handler)
{
    private readonly string _corpus = $"api-{Guid.NewGuid():N}";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private ResultTable Table => new(handler.Storage.Tables);

    [Fact]
    public async Task Pages_follow_each_other_until_every_row_was_there_once()
    {
        for (var i = 0; i < 7; i++)
            await WriteAsync($"{i}.wav", confidence: 0.5 + i / 20.0);

        var (seen, next, pages) = (new List<string>(), "", 0);
        do
        {
            var page = (await GetAsync($"/api/results?corpus={_corpus}&limit=3&after={next}")).Json;
            seen.AddRange(page["results"]!.AsArray().Select(row => (string)row!["path"]!));
            next = (string?)page["next"];
            pages++;
        }
        while (next is not null);
        Assert.Equal(Enumerable.Range(0, 7).Select(i => $"{i}.wav"), seen);
        Assert.InRange(pages, 3, 4); // the storage may find out late that nothing follows

        var sure = (await GetAsync($"/api/results?corpus={_corpus}&minConfidence=0.75&emotion=sad")).Json;
        Assert.Equal(["5.wav", "6.wav"], sure["results"]!.AsArray().Select(row => (string)row!["path"]!));
    }

    [Fact]
    public async Task The_CSV_is_that_of_the_command_line_to_the_byte()
    {
        await WriteAsync("a, \"quoted\".wav", confidence: 0.5);
        await WriteAsync("ä.wav", confidence: 1);
        for (var i = 0; i < 40; i++) // longer than the writer's buffer
            await WriteAsync($"{i}.wav", confidence: 0.7);

        var tool = await EmotionTool.RunAsync(["results", "--corpus", _corpus, "--format", "csv", "--storage", handler.ConnectionString], Cancel);
        Assert.Equal(tool.Output, (await GetAsync($"/api/results?corpus={_corpus}&format=csv")).Text);
        Assert.Equal(43, tool.Output.TrimEnd().Split('\n').Length);
    }

    [Theory]
    [InlineData("/api/results")]
    [InlineData("/api/results?format=csv")]
    public async Task Rows_that_cannot_be_read_are_an_error_with_a_sentence_also_as_CSV(string address)
    {
        await using var azurite = new AzuriteFixture();
        await azurite.InitializeAsync();
        await using var storage = await FaultyStorage.StartAsync(azurite.ConnectionString);
        await using var app = await HandlerProcess.StartAsync(FunctionsApp.Read(AppContext.BaseDirectory), storage.ConnectionString, onLine: null, Cancel);
        using var http = new HttpClient { BaseAddress = app.Address };

        storage.Table.Always(Fault.Drop);
        await AssertUnavailableAsync();
        storage.Mend();
        await azurite.Storage.Tables.DeleteTableAsync(ResultTable.TableName, Cancel);
        await AssertUnavailableAsync();

        async Task AssertUnavailableAsync()
        {
            using var answer = await http.GetAsync(address, Cancel);
            Assert.Equal((503, "application/json"), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
            Assert.Contains("The storage does not answer as it should.", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Counts_are_those_of_the_rows()
    {
        await WriteAsync("a.wav", confidence: 0.9);
        await WriteAsync("b.wav", confidence: 0.3, uncertain: true);
        await Table.TryWriteAsync(Row("c.wav") with { Status = ResultStatus.Rejected, Reason = "Silent" }, replaces: null, Cancel);
        var summary = (await GetAsync($"/api/summary?corpus={_corpus}")).Json;
        Assert.Equal(
            $$"""{"clips":3,"statuses":{"Rejected":1,"Scored":2},"emotions":{"sad":2},"corpora":{"{{_corpus}}":3},"reasons":{"Silent":1},"uncertain":1,"queued":{{summary["queued"]}}}""",
            summary.ToJsonString());
    }

    [Fact]
    public async Task A_recording_has_its_windows_and_a_deleted_clip_its_row()
    {
        var segments = Enumerable.Range(0, 3).Select(i => new ClipSegment(i, 2.5 * i, 2.5 * (i + 1), Sad(0.6 + i / 10.0, uncertain: i == 0))).ToList();
        var row = Row("long.wav") with { Prediction = Sad(0.7, uncertain: false), Recording = RecordingSummary.Of(segments, Windowing.Default) };
        await new SegmentTable(handler.Storage.Tables).WriteAsync(row.Version, segments, Cancel);
        await Table.TryWriteAsync(row, replaces: null, Cancel);

        var view = (await GetAsync($"/api/clips/{_corpus}/long.wav")).Json;
        Assert.Equal(("Scored", null), ((string?)view["state"], (int?)view["bytes"]));
        Assert.Equal([0.0, 2.5, 5.0], view["segments"]!.AsArray().Select(segment => (double)segment!["startSeconds"]!));
        Assert.True((bool)view["segments"]![0]!["uncertain"]!);
    }

    [Fact]
    public async Task New_bytes_wait_while_the_row_of_the_old_ones_is_there()
    {
        await WriteAsync("again.wav", confidence: 0.9);
        var version = await new ClipStore(handler.Storage.Blobs).UploadAsync(new ClipId(_corpus, "again.wav"), new MemoryStream([1, 2, 3]), Cancel);
        var view = (await GetAsync($"/api/clips/{_corpus}/again.wav")).Json;
        Assert.Equal(("Waiting", version.ETag, 3), ((string?)view["state"], (string?)view["eTag"], (int?)view["bytes"]));
        Assert.Null(view["result"]);
    }

    [Fact]
    public async Task A_clip_that_no_call_can_carry_is_refused_at_once_and_names_with_any_character_are_kept()
    {
        var refused = await handler.AskAsync("POST", $"/api/clips/{_corpus}/large.wav", Cancel, new byte[800_000]);
        Assert.Equal(413, refused.Status);
        Assert.Contains("raise Handler__LargestCallMiB", (string?)refused.Json["error"], StringComparison.Ordinal);

        const string name = "a #1?/50 %25 +&.wav";
        Assert.Equal(202, (await handler.AskAsync("POST", $"/api/clips?name={Uri.EscapeDataString($"{_corpus}/{name}")}", Cancel, [1])).Status);
        Assert.NotNull(await new ClipStore(handler.Storage.Blobs).FindAsync(new ClipId(_corpus, name), Cancel));
    }

    [Theory]
    [InlineData(ResultStatus.Scored, 200)]
    [InlineData(ResultStatus.Rejected, 202)]
    [InlineData(ResultStatus.Failed, 202)]
    public async Task The_same_bytes_are_taken_again_unless_they_were_scored(ResultStatus status, int expected)
    {
        var (clip, content) = (new ClipId(_corpus, "again.wav"), new MemoryStream([1, 2, 3]));
        var version = await new ClipStore(handler.Storage.Blobs).UploadAsync(clip, content, Cancel);
        Assert.True(await Table.TryWriteAsync(Row("again.wav") with { Version = version, Status = status }, replaces: null, Cancel));
        var answer = await handler.AskAsync("POST", $"/api/clips/{_corpus}/again.wav", Cancel, [1, 2, 3]);
        Assert.Equal(expected, answer.Status);
        Assert.Equal(status == ResultStatus.Scored, (string?)answer.Json["eTag"] == version.ETag);
    }

    [Fact]
    public async Task A_clip_is_never_sent_as_what_a_browser_would_run()
    {
        await new ClipStore(handler.Storage.Blobs).UploadAsync(new ClipId(_corpus, "page.html"), new MemoryStream("<script>"u8.ToArray()), Cancel);
        Assert.Equal("application/octet-stream", (await GetAsync($"/api/audio/{_corpus}/page.html")).ContentType);
    }

    private Task<HttpAnswer> GetAsync(string address) => handler.AskAsync("GET", address, Cancel);

    private async Task WriteAsync(string path, double confidence, bool uncertain = false) =>
        Assert.True(await Table.TryWriteAsync(Row(path) with { Prediction = Sad(confidence, uncertain) }, replaces: null, Cancel));

    private ClipResult Row(string path) => new()
    {
        Version = new ClipVersion(new ClipId(_corpus, path), "0x1", new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero)),
        Status = ResultStatus.Scored,
        ProcessedAt = new DateTimeOffset(2026, 11, 24, 9, 0, 1, TimeSpan.Zero),
    };

    private static Prediction Sad(double confidence, bool uncertain) =>
        new("sad", confidence, new Dictionary<string, double> { ["sad"] = confidence, ["calm"] = 1 - confidence }, "model-1") { Uncertain = uncertain };
}
