using Emotion.Training.Corpora;
using Emotion.Training.Tests.Support;

namespace Emotion.Training.Tests.Corpora;

public class RavdessTests
{
    [Theory]
    [InlineData("01", "neutral")]
    [InlineData("02", "calm")]
    [InlineData("03", "happy")]
    [InlineData("04", "sad")]
    [InlineData("05", "angry")]
    [InlineData("06", "fear")]
    [InlineData("07", "disgust")]
    [InlineData("08", "surprise")]
    public void The_third_field_of_a_name_is_the_emotion(string code, string label) =>
        Assert.Equal(label, Ravdess.Parse($"03-01-{code}-01-02-01-07.wav", "")!.Label);

    [Theory]
    [InlineData("03-01-05-02-02-02-07.wav", "Actor_07", Gender.Male)]
    [InlineData("Actor_24/03-01-05-02-02-02-24.WAV", "Actor_24", Gender.Female)]
    public void The_last_field_is_the_actor_and_odd_actors_are_male(string name, string id, Gender gender) =>
        Assert.Equal(new Speaker("ravdess", id, gender), Ravdess.Parse(name, "")!.Speaker);

    [Fact]
    public void The_fifth_field_is_the_sentence() => Assert.Equal("02", Ravdess.Parse("03-01-05-01-02-01-07.wav", "")!.Sentence);

    [Theory]
    [InlineData("03-02-05-01-01-01-07.wav")] // song
    [InlineData("01-01-05-01-01-01-07.wav")] // with video
    [InlineData("03-01-09-01-01-01-07.wav")] // no such emotion
    [InlineData("03-01-00-01-01-01-07.wav")]
    [InlineData("03-01-05-01-01-07.wav")] // a field short
    [InlineData("03-01-05-01-01-01-07.wav.wav")]
    [InlineData("1001_DFA_ANG_XX.wav")] // CREMA-D
    public void Other_names_are_no_clips(string name) => Assert.Null(Ravdess.Parse(name, ""));

    [Theory]
    [InlineData("03-01-05-01-02-01-07.wav")]
    [InlineData("Actor_07/03-01-05-01-02-01-07.WAV")]
    [InlineData("03-01-05-01-02-01-07.flac")]
    [InlineData("03-01-05-01-02-01-07.opus")]
    public void Any_audio_format_will_do(string name) => Assert.NotNull(Ravdess.Parse(name, ""));

    [Fact]
    public void Song_is_taken_when_asked_for_and_has_six_emotions()
    {
        Assert.Equal("fear", Ravdess.Parse("03-02-06-01-01-01-07.wav", "", includeSong: true)!.Label);
        Assert.Equal(Ravdess.Parse("03-01-06-01-01-01-07.wav", "")!.Speaker, Ravdess.Parse("03-02-06-01-01-01-07.wav", "", true)!.Speaker);
        Assert.Null(Ravdess.Parse("03-02-07-01-01-01-07.wav", "", includeSong: true));
    }

    [Fact]
    public void With_song_the_corpus_says_so()
    {
        using var folder = new TemporaryFolder();
        folder.Write("03-01-04-01-01-01-02.wav", []);
        folder.Write("03-02-04-01-01-01-02.wav", []);

        Assert.Single(Ravdess.Find(folder.Path).Clips);
        var corpus = Ravdess.Find(folder.Path, includeSong: true);
        Assert.Equal(2, corpus.Clips.Count);
        Assert.EndsWith("speech and song", corpus.Info.Name, StringComparison.Ordinal);
    }

    [Fact]
    public void Clips_are_found_at_any_depth_in_the_order_of_their_names_and_others_are_counted()
    {
        using var folder = new TemporaryFolder();
        folder.Write("deep/er/Actor_02/03-01-04-01-01-01-02.wav", []);
        folder.Write("Actor_01/03-01-05-01-01-01-01.wav", []);
        folder.Write("Actor_01/03-02-05-01-01-01-01.wav", []);
        folder.Write("Actor_01/notes.txt", []);

        var corpus = Ravdess.Find(folder.Path);

        string[] expected = ["Actor_01/03-01-05-01-01-01-01.wav", "deep/er/Actor_02/03-01-04-01-01-01-02.wav"];
        Assert.Equal(expected, corpus.Clips.Select(clip => clip.Name));
        Assert.Equal(1, corpus.OtherFiles);
    }
}
