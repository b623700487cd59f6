using System.Text;
using Emotion.Training.Corpora;
using Emotion.Training.Tests.Support;

namespace Emotion.Training.Tests.Corpora;

public sealed class ManifestCorpusTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("path,emotion,speaker\nb/two.wav,SAD,Bo\none.wav,joy,Ann\n")]
    [InlineData("Speaker;Path;Emotion\r\nBo;b/two.wav;sadness\r\nAnn;one.wav;Happy\r\n")]
    [InlineData("\uFEFFnote\tEMOTION\tspeaker\tpath\n\"a\tb\"\tsad\tBo\tb/two.wav\n\thap\tAnn\tone.wav\n")]
    [InlineData("path , emotion, speaker\nb\\two.wav, sad , Bo\n\n\"one.wav\", happy, Ann")]
    public void Columns_may_stand_in_any_order_and_case_and_behind_any_separator(string csv)
    {
        var corpus = Find(csv);

        Assert.Equal(["b/two.wav", "one.wav"], corpus.Clips.Select(clip => clip.Name));
        Assert.Equal(["sad", "happy"], corpus.Clips.Select(clip => clip.Label));
        Assert.Equal([Voice("Bo"), Voice("Ann")], corpus.Clips.Select(clip => clip.Speaker));
        Assert.Equal(Path.Combine(_folder.Path, "b", "two.wav"), corpus.Clips[0].File);
        Assert.Empty(corpus.UnknownLabels);
    }

    [Fact]
    public void The_file_name_is_the_corpus_and_tells_it_from_others() =>
        Assert.Equal("field-notes-2026", Find("path,emotion,speaker\na.wav,sad,x\n", "Field notes (2026).csv").Info.Id);

    [Fact]
    public void Absolute_paths_stay_as_they_are()
    {
        var file = Path.Combine(Path.GetTempPath(), "elsewhere.wav");
        Assert.Equal(file, Assert.Single(Find($"path,emotion,speaker\n{file},sad,x\n").Clips).File);
    }

    [Theory]
    [InlineData("train", GivenSplit.Train)]
    [InlineData("validation", GivenSplit.Validation)]
    [InlineData("VAL", GivenSplit.Validation)]
    [InlineData("dev", GivenSplit.Validation)]
    [InlineData("Test", GivenSplit.Test)]
    [InlineData("", null)]
    public void Column_split_names_the_part(string value, GivenSplit? split) =>
        Assert.Equal(split, Assert.Single(Find($"path,emotion,speaker,split\na.wav,sad,x,{value}\n").Clips).Split);

    [Theory]
    [InlineData("greeting", "greeting")]
    [InlineData("", null)]
    public void Column_sentence_names_what_is_said(string value, string? sentence) =>
        Assert.Equal(sentence, Assert.Single(Find($"path,emotion,speaker,sentence\na.wav,sad,x,{value}\n").Clips).Sentence);

    [Fact]
    public void A_speaker_is_one_person_though_only_one_line_tells_the_gender()
    {
        var clips = Find("path,emotion,speaker,gender\na.wav,sad,x,F\nb.wav,sad,x,\nc.wav,sad,y,male\nd.wav,sad,y,female\n").Clips;

        Assert.Equal([Gender.Female, Gender.Female, Gender.Unknown, Gender.Unknown], clips.Select(clip => clip.Speaker.Gender));
        Assert.Equal(2, clips.Select(clip => clip.Speaker).Distinct().Count());
    }

    [Fact]
    public void Unknown_labels_are_counted_by_name_and_their_clips_not_used()
    {
        var corpus = Find("path,emotion,speaker\na.wav,bored,x\nb.wav,sad,x\nc.wav,amused,x\nd.wav,bored,y\ne.wav,,y\n");

        Assert.Equal("b.wav", Assert.Single(corpus.Clips).Name);
        Assert.Equal(["(empty) 1", "amused 1", "bored 2"], corpus.UnknownLabels.Select(label => $"{label.Key} {label.Value}"));
    }

    [Theory]
    [InlineData("file,emotion\na.wav,sad\n", "lacks path and speaker: its columns are file, emotion.")]
    [InlineData("a.wav,sad,x\n", "The first line must name path, emotion, speaker")]
    [InlineData("", "lacks path and emotion and speaker")]
    [InlineData("path,emotion,speaker,split\na.wav,sad,x,train\nb.wav,sad,x,hold-out\n", "line 3: split is 'hold-out'")]
    [InlineData("path,emotion,speaker\na.wav,sad,\n", "line 2: column speaker is empty")]
    [InlineData("path,emotion,speaker\na.wav,sad,x\n,sad,x\n", "line 3: column path is empty")]
    [InlineData("path,emotion,speaker\na.wav,bored,x\n", "Known are: angry, calm")]
    [InlineData("path,emotion,speaker\n\"a.wav,sad,x\n", "no well-formed CSV")]
    public void A_faulty_manifest_is_told_what_to_put_right(string csv, string expected)
    {
        var error = Assert.Throws<TrainingException>(() => Find(csv));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_manifest_is_said_to_be_missing()
    {
        var error = Assert.Throws<TrainingException>(() => ManifestCorpus.Find(Path.Combine(_folder.Path, "nowhere.csv")));
        Assert.Contains("does not exist", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static Speaker Voice(string id) => new("list", id, Gender.Unknown);

    private Corpus Find(string csv, string name = "list.csv")
    {
        _folder.Write(name, Encoding.UTF8.GetBytes(csv));
        return ManifestCorpus.Find(Path.Combine(_folder.Path, name));
    }
}
