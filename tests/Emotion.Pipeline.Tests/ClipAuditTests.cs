using Emotion.Pipeline.Auditing;
using Emotion.Pipeline.Clips;
using Emotion.Pipeline.Results;
using Emotion.Tests;

namespace Emotion.Pipeline.Tests;

/// <summary>What the audit asks the storage, and when.</summary>
public sealed class ClipAuditTests(AzuriteFixture azurite) : IDisposable
{
    private readonly PipelineFixture _pipeline = new(azurite);
    private readonly string _corpus = $"audit-{Guid.NewGuid():N}";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private ClipAudit Audit => new(_pipeline.Clips, _pipeline.Results);

    [Fact]
    public async Task Rows_whose_clips_are_gone_are_orphans_however_many_and_however_they_are_called_and_none_is_asked_for_by_itself()
    {
        string[] names = [.. Enumerable.Range(0, 30).Select(i => $"{i}.wav"), "../elsewhere/a.wav", "a/", "back\\slash.wav"];
        foreach (var name in names)
            await WriteRowAsync(new ClipVersion(new ClipId(_corpus, name), "0x1", DateTimeOffset.UnixEpoch));

        var before = _pipeline.Line.Requests;
        var audited = await Audit.RunAsync(_corpus, Cancel).ToListAsync(Cancel);
        Assert.Equal(2, _pipeline.Line.Requests - before); // one list each
        Assert.All(audited, clip => Assert.Equal(ClipState.Orphaned, clip.State));
        Assert.Equal(names.Order(StringComparer.Ordinal), audited.Select(clip => clip.Version.Clip.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_clip_that_is_uploaded_and_answered_while_the_audit_runs_is_no_orphan()
    {
        var settled = await UploadAsync("settled.wav");
        await WriteRowAsync(settled);
        await WriteRowAsync(new ClipVersion(new ClipId(_corpus, "new.wav"), "0x1", DateTimeOffset.UnixEpoch));

        await using var audit = Audit.RunAsync(_corpus, Cancel).GetAsyncEnumerator(Cancel);
        Assert.True(await audit.MoveNextAsync()); // clips are listed and rows are read by now
        Assert.Equal((settled, ClipState.Scored), (audit.Current.Version, audit.Current.State));
        await UploadAsync("new.wav");
        Assert.False(await audit.MoveNextAsync());
    }

    public void Dispose() => _pipeline.Dispose();

    private Task<ClipVersion> UploadAsync(string path) => _pipeline.UploadAsync([1], Cancel, new ClipId(_corpus, path));

    private async Task WriteRowAsync(ClipVersion version) => Assert.True(await _pipeline.Results.TryWriteAsync(
        new ClipResult { Version = version, Status = ResultStatus.Scored, ProcessedAt = DateTimeOffset.UnixEpoch.AddYears(50) }, replaces: null, Cancel));
}
