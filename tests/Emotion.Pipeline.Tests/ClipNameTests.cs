using Emotion.Pipeline.Clips;
using Emotion.Tests;

namespace Emotion.Pipeline.Tests;

/// <summary>Names that the storage would not keep as they are. Those that it keeps are in the end-to-end tests.</summary>
public sealed class ClipNameTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static readonly (string Path, string Says)[] Refused =
    [
        ("./a.wav", "has a folder named . or .."),
        ("up/../a.wav", "has a folder named . or .."),
        ("..", "has a folder named . or .."),
        ("a.wav/", "ends in a slash"),
        ("", "ends in a slash"),
        ("back\\slash.wav", "holds a backslash"),
        ("a\u0001b.wav", "\"names/a?b.wav\" holds a control character"),
        ("tab\t.wav", "holds a control character"),
        ("two\nlines.wav", "holds a control character"),
        ("a\uFFFEb.wav", "holds a control character"),
        ("half \uD83D.wav", "holds half a character"),
    ];

    [Fact]
    public async Task A_name_that_would_become_another_is_refused_at_the_upload_with_the_reason_and_nothing_is_stored()
    {
        var clips = new ClipStore(azurite.Storage.Blobs);
        foreach (var (path, says) in Refused)
        {
            var refusal = await Assert.ThrowsAsync<FormatException>(() => clips.UploadAsync(new ClipId("names", path), new MemoryStream([1]), Cancel));
            Assert.Contains(says, refusal.Message, StringComparison.Ordinal);
            Assert.Contains("Rename the clip.", refusal.Message, StringComparison.Ordinal);
        }

        Assert.Empty(await clips.ListAsync("names", Cancel).ToListAsync(Cancel));
    }
}
