using System.Text.Json.Nodes;
using Emotion.Pipeline.Clips;
using Emotion.Pipeline.Results;
using Emotion.Tests;

namespace Emotion.Cli.Tests;

/// <summary><c>emotion audit</c> as a user runs it.</summary>
public sealed class AuditCommandTests(AzuriteFixture azurite)
{
    private readonly string _corpus = $"audit-{Guid.NewGuid():N}";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private ClipStore Clips => new(azurite.Storage.Blobs);

    [Fact]
    public async Task Every_state_is_told_apart_and_the_exit_code_says_that_work_is_left()
    {
        await RowAsync(await UploadAsync("scored.wav"), ResultStatus.Scored);
        await RowAsync(await UploadAsync("rejected.wav"), ResultStatus.Rejected, "Silent");
        await RowAsync(await UploadAsync("failed.wav"), ResultStatus.Failed, "ScoringFailed");
        await RowAsync(await UploadAsync("folder/stale ä.wav"), ResultStatus.Scored);
        await UploadAsync("folder/stale ä.wav");
        await UploadAsync("missing.wav");
        await RowAsync(new ClipVersion(new ClipId(_corpus, "orphaned.wav"), "0x1", DateTimeOffset.UnixEpoch), ResultStatus.Scored);

        var (code, audit) = await AuditAsync();
        Assert.Equal(3, code);
        Assert.False(audit["settled"]!.GetValue<bool>());
        Assert.Equal(
            """{"scored":1,"rejected":1,"failed":1,"missing":1,"stale":1,"orphaned":1}""",
            audit["corpora"]![_corpus]!.ToJsonString());
        Assert.Equal(
            ["failed.wav failed ScoringFailed", "folder/stale ä.wav stale ", "missing.wav missing "],
            audit["unsettled"]!.AsArray().Select(clip => $"{clip!["clip"]!.GetValue<string>()[(_corpus.Length + 1)..]} {clip["state"]} {clip["reason"]}"));

        var text = await EmotionTool.RunAsync(["audit", "--corpus", _corpus, "--storage", azurite.ConnectionString], Cancel);
        Assert.Equal(3, text.ExitCode);
        Assert.Contains("Failed ScoringFailed: 1", text.Output, StringComparison.Ordinal);
        Assert.Contains("2 of them were uploaded within the last 5 minutes", text.Output, StringComparison.Ordinal);
        Assert.Contains("--requeue", text.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_corpus_in_which_each_clip_has_its_row_is_settled()
    {
        await RowAsync(await UploadAsync("a.wav"), ResultStatus.Scored);
        var result = await EmotionTool.RunAsync(["audit", "--corpus", _corpus, "--storage", azurite.ConnectionString], Cancel);
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("Every clip is accounted for.", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requeueing_gives_the_clip_a_new_version_with_the_same_bytes_so_that_its_trigger_fires_again()
    {
        var missing = await UploadAsync("missing.wav");
        var failed = await UploadAsync("failed.wav");
        await RowAsync(failed, ResultStatus.Failed, "ExtractionFailed");

        var (_, audit) = await AuditAsync("--requeue", "missing");
        Assert.Equal(1, audit["requeued"]!.GetValue<int>());
        var again = (await Clips.FindAsync(missing.Clip, Cancel))!;
        Assert.NotEqual(missing.ETag, again.ETag);
        Assert.Equal(failed.ETag, (await Clips.FindAsync(failed.Clip, Cancel))!.ETag);
        await using var content = await Clips.OpenAsync(again, Cancel);
        using var text = new StreamReader(content);
        Assert.Equal("missing.wav", await text.ReadToEndAsync(Cancel));
    }

    [Fact]
    public async Task An_unknown_state_is_refused_by_name()
    {
        var result = await EmotionTool.RunAsync(["audit", "--requeue", "scored", "--storage", azurite.ConnectionString], Cancel);
        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("scored", result.Error, StringComparison.Ordinal);
    }

    private async Task<(int ExitCode, JsonNode Audit)> AuditAsync(params string[] more)
    {
        var result = await EmotionTool.RunAsync(["audit", "--json", "--corpus", _corpus, "--storage", azurite.ConnectionString, .. more], Cancel);
        return (result.ExitCode, JsonNode.Parse(result.Output)!);
    }

    private async Task<ClipVersion> UploadAsync(string path) =>
        await Clips.UploadAsync(new ClipId(_corpus, path), BinaryData.FromString(path).ToStream(), Cancel);

    private async Task RowAsync(ClipVersion version, ResultStatus status, string? reason = null) => Assert.True(await new ResultTable(azurite.Storage.Tables)
        .TryWriteAsync(new ClipResult { Version = version, Status = status, Reason = reason, ProcessedAt = DateTimeOffset.UtcNow }, replaces: null, Cancel));
}
