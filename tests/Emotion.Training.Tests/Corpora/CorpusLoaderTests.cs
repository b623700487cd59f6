using Emotion.Audio.Features;
using Emotion.Training.Augmentation;
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

        var loaded = Loaded.From(Ravdess.Find(folder.Path));

        Assert.Equal(Names, loaded.Examples.Select(example => example.Clip.Name));
        Assert.All(loaded.Examples.Index(), example => Assert.Equal(Voice.Features(example.Index), example.Item.Features));
    }

    [Fact]
    public void A_clip_that_is_no_audio_is_left_out_with_its_reason_and_the_others_stay()
    {
        using var folder = new TemporaryFolder();
        folder.Write(Names[0], "not a WAV file"u8.ToArray());
        folder.Write(Names[1], []);
        folder.Write(Names[2], Voice.Wav(2));

        var loaded = Loaded.From(Ravdess.Find(folder.Path));

        Assert.Equal(Names[2], Assert.Single(loaded.Examples).Clip.Name);
        Assert.Equal([Names[0], Names[1]], loaded.LeftOut.Select(leftOut => leftOut.Clip.Name));
        Assert.All(loaded.LeftOut, leftOut => Assert.Equal(LeftOutKind.Unreadable, leftOut.Kind));
        Assert.All(loaded.LeftOut, leftOut => Assert.NotEmpty(leftOut.Reason));
    }

    [Fact]
    public void Silence_and_a_file_that_is_gone_are_told_apart()
    {
        using var folder = new TemporaryFolder();
        foreach (var name in Names)
            folder.Write(name, Voice.Wav(1, gain: name == Names[0] ? 0 : 0.5));
        var corpus = Ravdess.Find(folder.Path);
        File.Delete(Path.Combine(folder.Path, Names[1]));

        var loaded = Loaded.From(corpus);

        Assert.Equal([LeftOutKind.Silent, LeftOutKind.Unreadable], loaded.LeftOut.Select(leftOut => leftOut.Kind));
        Assert.Equal(Names[2], Assert.Single(loaded.Examples).Clip.Name);
    }

    [Fact]
    public void Every_clip_is_reported_and_its_length_known()
    {
        using var folder = new TemporaryFolder();
        foreach (var (seed, name) in Names.Index())
            folder.Write(name, Voice.Wav(seed));
        var done = 0;

        var loaded = CorpusLoader.Load(
            [Ravdess.Find(folder.Path)],
            TrainingFeatures.Of(FeatureSet.LogMel64),
            AugmentationRecipe.None,
            null,
            () => Interlocked.Increment(ref done),
            TestContext.Current.CancellationToken);

        Assert.Equal(3, done);
        Assert.All(loaded.Examples, example => Assert.Equal(3.2f, example.Seconds, 1e-4f));
    }
}
