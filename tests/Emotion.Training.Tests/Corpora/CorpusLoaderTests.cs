using Emotion.Training.Corpora;
using Emotion.Training.Tests.Support;

namespace Emotion.Training.Tests.Corpora;

public class CorpusLoaderTests
{
    private static readonly string[] Names = ["03-01-03-01-02-01-07.wav", "03-01-03-01-02-02-07.wav", "03-01-04-01-01-01-07.wav"];

    [Fact]
    public void Examples_keep_the_corpus_order_and_their_own_features()
    {
        using var folder = new TemporaryFolder();
        foreach (var (seed, name) in Names.Index())
            folder.Write(name, Voice.Wav(seed));

        var loaded = Load(folder);

        Assert.Equal(Names, loaded.Examples.Select(example => example.Clip.Name));
        Assert.All(loaded.Examples.Index(), example => Assert.Equal(Voice.Features(example.Index), example.Item.Features));
    }

    [Fact]
    public void Of_byte_identical_clips_the_first_stays_and_the_other_is_named()
    {
        using var folder = new TemporaryFolder();
        folder.Write(Names[0], Voice.Wav(1));
        folder.Write(Names[1], Voice.Wav(1));
        folder.Write(Names[2], Voice.Wav(2));

        var loaded = Load(folder);

        Assert.Equal([Names[0], Names[2]], loaded.Examples.Select(example => example.Clip.Name));
        var leftOut = Assert.Single(loaded.LeftOut);
        Assert.Equal(Names[1], leftOut.Clip.Name);
        Assert.Contains(Names[0], leftOut.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_clip_that_is_no_audio_is_left_out_with_its_reason_and_the_others_stay()
    {
        using var folder = new TemporaryFolder();
        folder.Write(Names[0], "not a WAV file"u8.ToArray());
        folder.Write(Names[1], []);
        folder.Write(Names[2], Voice.Wav(2));

        var loaded = Load(folder);

        Assert.Equal(Names[2], Assert.Single(loaded.Examples).Clip.Name);
        Assert.Equal([Names[0], Names[1]], loaded.LeftOut.Select(leftOut => leftOut.Clip.Name));
        Assert.All(loaded.LeftOut, leftOut => Assert.NotEmpty(leftOut.Reason));
    }

    private static Dataset Load(TemporaryFolder folder) =>
        CorpusLoader.Load(Ravdess.Find(folder.Path), () => { }, TestContext.Current.CancellationToken);
}
