using Emotion.Pipeline.Clips;
using Emotion.Pipeline.Results;
using Emotion.Tests;

namespace Emotion.EndToEnd.Tests;

/// <summary>Whatever a clip is called, it gets its row under exactly that name.</summary>
public sealed class ClipNameTests : IAsyncLifetime
{
    private const string Corpus = "names";

    private static readonly byte[] Clip = WavFile.VoiceClip(seconds: 1, rate: 16000);

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
        "tilde~2F.wav",
        "\u6f22\u5b57 \ud83d\ude00.wav",
        "\"quoted\".wav",
        "wrong.mp3",
        "no extension",
        "trailing.",
        "trailing...",
        "trailing./clip.wav",
        "/leading.wav",
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
            versions.Add(await _host.UploadAsync(new ClipId(Corpus, name), Clip));
        foreach (var version in versions)
            Assert.Equal((ResultStatus.Scored, version.Clip), ((await _host.RowAsync(version)) is var row ? row.Status : default, row.Version.Clip));
        var rows = await _host.Results.QueryAsync(new ResultQuery(Corpus), Cancel).ToListAsync(Cancel);
        Assert.Equal(Names.Order(StringComparer.Ordinal), rows.Select(row => row.Version.Clip.Path).Order(StringComparer.Ordinal));
    }
}
