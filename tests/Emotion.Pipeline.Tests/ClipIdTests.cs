using CsCheck;
using Emotion.Pipeline.Clips;

namespace Emotion.Pipeline.Tests;

public class ClipIdTests
{
    [Theory]
    [InlineData("study/a.wav", "study", "a.wav")]
    [InlineData("study/day 1/a.wav", "study", "day 1/a.wav")]
    [InlineData("a.wav", "", "a.wav")]
    [InlineData("/a.wav", "", "/a.wav")]
    public void The_first_folder_is_the_corpus(string blob, string corpus, string path) =>
        Assert.Equal(new ClipId(corpus, path), ClipId.FromBlobName(blob));

    [Fact]
    public void Every_blob_name_survives_the_split() =>
        Gen.String[Gen.Char["ab/ .%~é\\"], 1, 30].Sample(name => Assert.Equal(name, ClipId.FromBlobName(name).BlobName));
}
