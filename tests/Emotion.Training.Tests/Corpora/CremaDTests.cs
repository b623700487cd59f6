using Emotion.Training.Corpora;
using Emotion.Training.Tests.Support;

namespace Emotion.Training.Tests.Corpora;

public class CremaDTests
{
    [Theory]
    [InlineData("ANG", "angry")]
    [InlineData("DIS", "disgust")]
    [InlineData("FEA", "fear")]
    [InlineData("HAP", "happy")]
    [InlineData("NEU", "neutral")]
    [InlineData("SAD", "sad")]
    public void The_third_field_of_a_name_is_the_emotion(string code, string label) =>
        Assert.Equal(label, CremaD.Parse($"1001_DFA_{code}_XX.wav", "")!.Label);

    [Theory]
    [InlineData("1001_IEO_ANG_HI.wav", "1001", Gender.Male)]
    [InlineData("AudioWAV/1002_IEO_ANG_LO.wav", "1002", Gender.Female)]
    [InlineData("1040_ITH_SAD_X.wav", "1040", Gender.Male)] // its name as published
    [InlineData("1091_wsi_neu_xx.WAV", "1091", Gender.Female)]
    [InlineData("1092_WSI_NEU_XX.mp3", "1092", Gender.Unknown)] // no actor of the published corpus
    public void The_first_field_is_the_actor(string name, string id, Gender gender) =>
        Assert.Equal(new Speaker("crema-d", id, gender), CremaD.Parse(name, "")!.Speaker);

    [Theory]
    [InlineData("1001_IEO_ANG_HI.wav", "IEO")]
    [InlineData("1091_wsi_neu_xx.WAV", "WSI")]
    public void The_second_field_is_the_sentence(string name, string sentence) => Assert.Equal(sentence, CremaD.Parse(name, "")!.Sentence);

    [Fact]
    public void There_are_43_actresses_and_48_actors()
    {
        var genders = Enumerable.Range(1001, 91).Select(actor => CremaD.Parse($"{actor}_DFA_ANG_XX.wav", "")!.Speaker.Gender).ToList();
        Assert.Equal(43, genders.Count(gender => gender == Gender.Female));
        Assert.Equal(48, genders.Count(gender => gender == Gender.Male));
    }

    [Theory]
    [InlineData("1001_DFA_SUR_XX.wav")] // no such emotion
    [InlineData("1001_DFA_ANG.wav")]
    [InlineData("1001_DFA_ANG_XX.txt")]
    [InlineData("1001_DFA_ANG_XX.wav.wav")]
    [InlineData("03-01-05-01-02-01-07.wav")] // RAVDESS
    public void Other_names_are_no_clips(string name) => Assert.Null(CremaD.Parse(name, ""));

    [Fact]
    public void A_clip_that_lies_there_in_two_formats_is_taken_once_as_WAV()
    {
        using var folder = new TemporaryFolder();
        folder.Write("AudioMP3/1001_DFA_ANG_XX.mp3", []);
        folder.Write("AudioWAV/1001_DFA_ANG_XX.wav", []);
        folder.Write("AudioMP3/1001_DFA_SAD_XX.mp3", []);

        var corpus = CremaD.Find(folder.Path);

        Assert.Equal(["AudioMP3/1001_DFA_SAD_XX.mp3", "AudioWAV/1001_DFA_ANG_XX.wav"], corpus.Clips.Select(clip => clip.Name));
        Assert.Equal(1, corpus.OtherFiles);
    }

    [Fact]
    public void A_folder_without_clips_is_told_what_clips_are_called()
    {
        using var folder = new TemporaryFolder();
        var error = Assert.Throws<TrainingException>(() => CremaD.Find(folder.Path));
        Assert.Contains("1001_DFA_ANG_XX.wav", error.Message, StringComparison.Ordinal);
    }
}
