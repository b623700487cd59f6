using Azure;
using Emotion.Pipeline.Clips;
using Emotion.Tests;

namespace Emotion.Pipeline.Tests;

/// <summary>Names that the storage would not keep as they are, or that lead elsewhere. Those that it keeps are in the end-to-end tests.</summary>
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

    [Theory]
    [InlineData("..", "elsewhere/a.wav")]
    [InlineData("reach", "../../elsewhere/a.wav")]
    [InlineData("reach", "./there.wav")]
    [InlineData("reach", "x/../there.wav")]
    [InlineData("reach", "there.wav/")]
    [InlineData("", "reach\\there.wav")]
    [InlineData("", "..\\elsewhere\\a.wav")]
    public async Task No_name_leads_to_another_clip_or_out_of_the_container(string corpus, string path)
    {
        var clips = new ClipStore(azurite.Storage.Blobs);
        var elsewhere = azurite.Storage.Blobs.GetBlobContainerClient("elsewhere");
        await elsewhere.CreateIfNotExistsAsync(cancellationToken: Cancel);
        var outside = (await elsewhere.GetBlobClient("a.wav").UploadAsync(new BinaryData([1]), overwrite: true, Cancel)).Value;
        var inside = await clips.UploadAsync(new ClipId("reach", "there.wav"), new MemoryStream([1]), Cancel);

        var name = new ClipId(corpus, path);
        Assert.Null(await clips.FindAsync(name, Cancel));
        Assert.Null(await clips.FindStoredAsync(name, Cancel));
        foreach (var version in new[] { inside with { Clip = name }, new ClipVersion(name, ClipVersion.Unquote(outside.ETag.ToString()), outside.LastModified) })
        {
            Assert.Null(await clips.FindSizeAsync(version, Cancel));
            Assert.False(await clips.ResendAsync(version, Cancel));
            Assert.Equal(404, (await Assert.ThrowsAsync<RequestFailedException>(() => clips.OpenAsync(version, Cancel))).Status);
        }

        Assert.Equal(inside, await clips.FindAsync(inside.Clip, Cancel));
    }

    [Fact]
    public async Task A_clip_that_another_tool_stored_under_a_name_that_we_would_refuse_is_read_all_the_same()
    {
        var clip = new ClipId("names", "tab\t.wav");
        var blob = azurite.Storage.Blobs.GetBlobContainerClient(ClipStore.ContainerName).GetBlobClient(clip.BlobName);
        await blob.UploadAsync(new BinaryData([1, 2, 3]), overwrite: true, Cancel);

        var clips = new ClipStore(azurite.Storage.Blobs);
        var found = (await clips.FindStoredAsync(clip, Cancel))!.Value;
        Assert.Equal(3, found.Bytes);
        await using var content = await clips.OpenAsync(found.Version, Cancel);
        Assert.Equal(1, content.ReadByte());
        await blob.DeleteAsync(cancellationToken: Cancel);
    }
}
