using Emotion.Training.Corpora;
using Emotion.Training.Tests.Support;

namespace Emotion.Training.Tests.Corpora;

public sealed class DuplicateRuleTests : IDisposable
{
    private const string Happy = "03-01-03-01-02-01-07.wav";
    private const string HappyAgain = "03-01-03-01-02-02-07.wav";
    private const string Sad = "03-01-04-01-01-01-07.wav";

    private readonly TemporaryFolder _ravdess = new();
    private readonly TemporaryFolder _cremaD = new();

    [Fact]
    public void Of_clips_with_one_label_the_first_stays_and_the_other_names_it()
    {
        _ravdess.Write(Happy, Voice.Wav(1));
        _ravdess.Write(HappyAgain, Voice.Wav(1));
        _ravdess.Write(Sad, Voice.Wav(2));

        var loaded = Loaded.From(Ravdess.Find(_ravdess.Path));

        Assert.Equal([Happy, Sad], loaded.Examples.Select(example => example.Clip.Name));
        var leftOut = Assert.Single(loaded.LeftOut);
        Assert.Equal(HappyAgain, leftOut.Clip.Name);
        Assert.Equal(LeftOutKind.Duplicate, leftOut.Kind);
        Assert.Equal($"Byte-identical to ravdess/{Happy}, which is kept.", leftOut.Reason);
    }

    [Fact]
    public void Of_clips_with_contradicting_labels_none_stays_and_they_name_each_other()
    {
        _ravdess.Write(Happy, Voice.Wav(1));
        _ravdess.Write(HappyAgain, Voice.Wav(2));
        _ravdess.Write(Sad, Voice.Wav(1));

        var loaded = Loaded.From(Ravdess.Find(_ravdess.Path));

        Assert.Equal(HappyAgain, Assert.Single(loaded.Examples).Clip.Name);
        Assert.Equal([Happy, Sad], loaded.LeftOut.Select(leftOut => leftOut.Clip.Name));
        Assert.All(loaded.LeftOut, leftOut => Assert.Equal(LeftOutKind.ContradictingDuplicate, leftOut.Kind));
        Assert.Contains($"ravdess/{Sad}, labelled sad", loaded.LeftOut[0].Reason, StringComparison.Ordinal);
        Assert.Contains($"ravdess/{Happy}, labelled happy", loaded.LeftOut[1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void They_are_found_across_corpora()
    {
        _ravdess.Write(Happy, Voice.Wav(1));
        _ravdess.Write(Sad, Voice.Wav(2));
        _cremaD.Write("1001_DFA_HAP_XX.wav", Voice.Wav(1));
        _cremaD.Write("1001_DFA_NEU_XX.wav", Voice.Wav(2));
        _cremaD.Write("1001_DFA_SAD_XX.wav", Voice.Wav(3));

        var loaded = Loaded.From(Ravdess.Find(_ravdess.Path), CremaD.Find(_cremaD.Path));

        Assert.Equal([Happy, "1001_DFA_SAD_XX.wav"], loaded.Examples.Select(example => example.Clip.Name));
        LeftOutKind[] expected = [LeftOutKind.ContradictingDuplicate, LeftOutKind.Duplicate, LeftOutKind.ContradictingDuplicate];
        Assert.Equal(expected, loaded.LeftOut.Select(leftOut => leftOut.Kind));
        Assert.Contains("crema-d/1001_DFA_NEU_XX.wav", loaded.LeftOut[0].Reason, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _ravdess.Dispose();
        _cremaD.Dispose();
    }
}
