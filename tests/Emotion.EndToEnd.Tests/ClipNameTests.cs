using Azure;
using Emotion.Pipeline.Clips;
using Emotion.Pipeline.Results;
using Emotion.Tests;

namespace Emotion.EndToEnd.Tests;

/// <summary>Whatever a clip is called, it gets its row under that name; names that the storage refuses are refused at the upload.</summary>
public sealed class ClipNameTests : IAsyncLifetime
{
    private const string Corpus = "names";

    private HostFixture _host = null!;

    public static IReadOnlyList<string> Names { get; } =
    [
        "day 1/take 2 (final).wav",
        "a//b.wav",
        "caf\u00e9.wav", // NFC
        "cafe\u0301.wav", // NFD: another name
        "100%2Fdone.wav",
        "100%.wav",
        "#1.wav",
        "why?.wav",
        "a&b+c=d;e,f.wav",
        "o'brien' or PartitionKey ne '.wav",
        "back\\slash.wav",
        "tilde~2F.wav",
        "\u6f22\u5b57 \ud83d\ude00.wav",
        "\"quoted\".wav",
        "wrong.mp3",
        "no extension",
        "UPPER.WAV",
        "upper.wav",
        string.Concat(Enumerable.Repeat("0123456789/", 91))[..^1] + ".wav", // 1 000 characters and more
        new string('x', 1000) + ".wav",
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _host = await HostFixture.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Each_name_has_one_scored_row_of_exactly_that_name()
    {
        var versions = new List<ClipVersion>();
        foreach (var name in Names)
            versions.Add(await _host.UploadAsync(new ClipId(Corpus, name), WavFile.VoiceClip(seconds: 1, rate: 16000)));
        foreach (var version in versions)
            Assert.Equal((ResultStatus.Scored, version.Clip), ((await _host.RowAsync(version)) is var row ? row.Status : default, row.Version.Clip));
        var rows = await _host.Results.QueryAsync(new ResultQuery(Corpus), Cancel).ToListAsync(Cancel);
        Assert.Equal(Names.Order(StringComparer.Ordinal), rows.Select(row => row.Version.Clip.Path).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("trailing.")]
    [InlineData("trailing./clip.wav")]
    [InlineData("trailing...")]
    [InlineData("./clip.wav")]
    [InlineData("up/../clip.wav")]
    [InlineData("/leading.wav")]
    [InlineData("trailing/")]
    [InlineData("a\u0001control.wav")]
    public async Task Names_that_a_storage_may_refuse_or_rewrite_have_a_row_of_the_name_that_was_stored(string name)
    {
        ClipVersion version;
        try
        {
            version = await _host.UploadAsync(new ClipId(Corpus, name), WavFile.VoiceClip(seconds: 1, rate: 16000));
        }
        catch (RequestFailedException e)
        {
            TestContext.Current.TestOutputHelper!.WriteLine($"{name}: refused, {e.Status} {e.ErrorCode}");
            return;
        }

        var stored = new List<string>();
        await foreach (var blob in _host.Storage.Blobs.GetBlobContainerClient(ClipStore.ContainerName).GetBlobsAsync(cancellationToken: Cancel))
            stored.Add(blob.Name);
        TestContext.Current.TestOutputHelper!.WriteLine($"{name}: stored as {string.Join(" | ", stored)}");
        foreach (var blob in stored)
            await Wait.UntilAsync(async () => (await _host.Results.FindAsync(ClipId.FromBlobName(blob), Cancel))?.Result.Status == ResultStatus.Scored, TimeSpan.FromSeconds(20), () => string.Join("\n", _host.Warnings));
    }
}
