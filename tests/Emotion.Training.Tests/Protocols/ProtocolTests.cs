using Emotion.Training.Corpora;
using Emotion.Training.Learning;
using Emotion.Training.Protocols;

namespace Emotion.Training.Tests.Protocols;

/// <summary>What each protocol promises about who is on which side.</summary>
public class ProtocolTests
{
    private const int Copies = 2;
    private const int Folds = 5;

    private static readonly string[] Labels = ["angry", "calm", "sad", "happy"];

    /// <summary>Two corpora: 10 speakers of RAVDESS, 15 of CREMA-D; 8 clips each, every label twice.</summary>
    private static readonly Example[] Clips =
    [
        .. Speakers("ravdess", 10).SelectMany(ClipsOf),
        .. Speakers("crema-d", 15).SelectMany(ClipsOf),
    ];

    [Fact]
    public void Speaker_folds_test_every_speaker_once_and_learn_nothing_of_whom_they_test()
    {
        var folds = SpeakerProtocol.Of(Clips, Folds, seed: 1).Folds;

        Assert.Equal(Folds, folds.Count);
        Assert.Equal(25, folds.SelectMany(fold => fold.TestSpeakers).Distinct().Count());
        Assert.Equal(25, folds.Sum(fold => fold.TestSpeakers.Count));
        Assert.Equal(Clips.Length, folds.Sum(fold => fold.Test.Count));
        Assert.All(folds, fold =>
        {
            Assert.Equal(fold.TestSpeakers.ToHashSet(), SpeakersOf(fold.Test));
            Assert.Empty(SpeakersOf(fold.Test).Intersect(SpeakersOf(fold.Set.Training)));
            Assert.Empty(SpeakersOf(fold.Test).Intersect(SpeakersOf(fold.Set.Validation)));
        });
    }

    [Fact]
    public void Speaker_folds_choose_the_epoch_by_speakers_that_are_not_learnt_from()
    {
        Assert.All(SpeakerProtocol.Of(Clips, Folds, seed: 1).Folds, fold =>
        {
            Assert.True(fold.Set.KeepsBest);
            Assert.True(fold.Set.MayLearnFromValidation);
            Assert.NotEmpty(fold.Set.Validation);
            Assert.Empty(SpeakersOf(fold.Set.Training).Intersect(SpeakersOf(fold.Set.Validation)));
            Assert.Equal(25, fold.TestSpeakers.Count + SpeakersOf(fold.Set.Training).Count + SpeakersOf(fold.Set.Validation).Count);
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Speaker_folds_are_balanced_by_corpus_and_gender(int seed)
    {
        Assert.All(SpeakerProtocol.Of(Clips, Folds, seed).Folds, fold =>
        {
            Assert.Equal(2, fold.TestSpeakers.Count(speaker => speaker.Corpus == "ravdess"));
            Assert.Equal(3, fold.TestSpeakers.Count(speaker => speaker.Corpus == "crema-d"));
            Assert.InRange(fold.TestSpeakers.Count(speaker => speaker.Gender == Gender.Female), 2, 3);
        });
    }

    [Fact]
    public void Across_corpora_one_is_learnt_from_and_another_tested_on_the_labels_that_both_have()
    {
        Example[] clips = [.. Clips, .. Speakers("crema-d", 15).Select(speaker => Clip(speaker, "disgust"))];

        var folds = CrossCorpusProtocol.Of(clips, seed: 1).Folds;

        Assert.Equal(["crema-d-to-ravdess", "ravdess-to-crema-d"], folds.Select(fold => fold.Name));
        Assert.Equal([80, 120], folds.Select(fold => fold.Test.Count));
        Assert.All(folds, fold =>
        {
            var source = Assert.Single(SpeakersOf(fold.Set.Training).Concat(SpeakersOf(fold.Set.Validation)).Select(speaker => speaker.Corpus).Distinct());
            Assert.All(fold.TestSpeakers, speaker => Assert.NotEqual(source, speaker.Corpus));
            Assert.Empty(SpeakersOf(fold.Set.Training).Intersect(SpeakersOf(fold.Set.Validation)));
            Assert.DoesNotContain("disgust", fold.Set.Training.Concat(fold.Set.Validation).Concat(fold.Test).Select(row => row.Label));
        });
    }

    [Fact]
    public void Settings_are_chosen_by_speakers_that_the_first_fold_learns_from()
    {
        var first = SpeakerProtocol.Of(Clips, Folds, seed: 1).Folds[0];

        var fold = Assert.Single(InnerProtocol.Of(Clips, Folds, seed: 1).Folds);

        Assert.Equal(5, fold.TestSpeakers.Count);
        Assert.Equal(fold.TestSpeakers.ToHashSet(), SpeakersOf(fold.Test));
        Assert.Equal(15, SpeakersOf(fold.Set.Training).Count);
        Assert.Empty(SpeakersOf(fold.Set.Training).Intersect(fold.TestSpeakers));
        Assert.Empty(first.TestSpeakers.Intersect([.. SpeakersOf(fold.Set.Training), .. fold.TestSpeakers]));
        Assert.Empty(fold.Set.Validation);
    }

    [Fact]
    public void Across_corpora_takes_two_corpora_with_labels_in_common()
    {
        Assert.Contains("at least two", Assert.Throws<TrainingException>(() => CrossCorpusProtocol.Of([.. Speakers("ravdess", 3).SelectMany(ClipsOf)], 1)).Message, StringComparison.Ordinal);
        Example[] apart = [.. Speakers("ravdess", 3).Select(speaker => Clip(speaker, "calm")), .. Speakers("crema-d", 3).Select(speaker => Clip(speaker, "sad"))];
        Assert.Contains("share 0 labels", Assert.Throws<TrainingException>(() => CrossCorpusProtocol.Of(apart, 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_tutorial_tests_on_copies_and_only_there_is_a_clip_on_both_sides()
    {
        Assert.All([.. SpeakerProtocol.Of(Clips, Folds, 1).Folds, .. RandomCleanProtocol.Of(Clips, 1).Folds], fold =>
        {
            Assert.All(fold.Test, row => Assert.Equal(0, row.Copy));
            Assert.All(fold.Set.Validation, row => Assert.Equal(0, row.Copy));
            Assert.Contains(fold.Set.Training, row => row.Copy == Copies);
            Assert.Empty(ClipsIn(fold.Set.Training).Intersect(ClipsIn(fold.Test)));
            Assert.Empty(ClipsIn(fold.Set.Training).Intersect(ClipsIn(fold.Set.Validation)));
            Assert.Empty(ClipsIn(fold.Set.Validation).Intersect(ClipsIn(fold.Test)));
        });

        var tutorial = Assert.Single(TutorialProtocol.Of(Clips, 1).Folds);
        Assert.Contains(tutorial.Test, row => row.Copy > 0);
        Assert.NotEmpty(ClipsIn(tutorial.Set.Training).Intersect(ClipsIn(tutorial.Test)));
    }

    [Fact]
    public void Tutorial_never_chooses_the_epoch_by_the_test_rows_that_it_watches()
    {
        var fold = Assert.Single(TutorialProtocol.Of(Clips, 1).Folds);
        Assert.False(fold.Set.KeepsBest);
        Assert.Equal(fold.Test, fold.Set.Validation);
    }

    [Fact]
    public void Random_splits_keep_each_labels_share_in_each_corpus()
    {
        var fold = Assert.Single(RandomCleanProtocol.Of(Clips, 1).Folds);
        Assert.All(Labels, label =>
        {
            Assert.Equal(4, fold.Test.Count(row => row.Label == label && row.Example.Clip.Speaker.Corpus == "ravdess"));
            Assert.Equal(6, fold.Test.Count(row => row.Label == label && row.Example.Clip.Speaker.Corpus == "crema-d"));
        });

        var tutorial = Assert.Single(TutorialProtocol.Of(Clips, 1).Folds);
        Assert.Equal((1 + Copies) * Clips.Length / 5, tutorial.Test.Count);
        Assert.Equal((1 + Copies) * Clips.Length, tutorial.Test.Count + tutorial.Set.Training.Count);
    }

    [Theory]
    [InlineData(SpeakerProtocol.Name)]
    [InlineData(RandomCleanProtocol.Name)]
    [InlineData(TutorialProtocol.Name)]
    public void The_same_seed_splits_alike_and_another_seed_otherwise(string protocol)
    {
        Assert.Equal(TestClips(1), TestClips(1));
        Assert.NotEqual(TestClips(1), TestClips(2));

        IEnumerable<(CorpusClip, int)> TestClips(int seed) =>
            ProtocolKind.Of(protocol, Clips, Folds, seed).Folds[0].Test.Select(row => (row.Example.Clip, row.Copy));
    }

    [Fact]
    public void Too_few_speakers_for_the_folds_are_an_error_that_says_so()
    {
        var few = Speakers("ravdess", 5).SelectMany(ClipsOf).ToList();
        var error = Assert.Throws<TrainingException>(() => SpeakerProtocol.Of(few, Folds, 1));
        Assert.Contains("--folds", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fold_that_would_leave_nobody_to_learn_from_is_an_error_that_says_so()
    {
        // The larger of two folds of three tests two speakers; the third would validate.
        var error = Assert.Throws<TrainingException>(() => SpeakerProtocol.Of([.. Speakers("ravdess", 3).SelectMany(ClipsOf)], folds: 2, seed: 1));
        Assert.Contains("somebody left to learn from", error.Message, StringComparison.Ordinal);

        Assert.All(SpeakerProtocol.Of([.. Speakers("ravdess", 4).SelectMany(ClipsOf)], folds: 2, seed: 1).Folds, fold =>
        {
            Assert.NotEmpty(fold.Set.Training);
            Assert.NotEmpty(fold.Set.Validation);
        });
    }

    [Fact]
    public void A_random_split_of_too_few_clips_is_an_error_that_says_so()
    {
        Example[] few = [.. Speakers("ravdess", 2).Select(speaker => Clip(speaker, "calm")), .. Speakers("ravdess", 2).Select(speaker => Clip(speaker, "sad"))];
        Assert.Contains("'random-clean'", Assert.Throws<TrainingException>(() => RandomCleanProtocol.Of(few, 1)).Message, StringComparison.Ordinal);
        Assert.Contains("'tutorial'", Assert.Throws<TrainingException>(() => TutorialProtocol.Of(few, 1)).Message, StringComparison.Ordinal);

        Example[] enough = [.. few, Clip(new Speaker("ravdess", "third", Gender.Unknown), "sad")];
        Assert.Equal("sad", Assert.Single(RandomCleanProtocol.Of(enough, 1).Folds[0].Test).Label);
    }

    [Fact]
    public void A_given_split_is_taken_as_it_is_and_says_whether_speakers_are_on_both_sides()
    {
        Example[] given = [.. Clips.Select((clip, i) => clip with
        {
            Clip = clip.Clip with { Split = (i % 8) switch { 0 => GivenSplit.Test, 1 => GivenSplit.Validation, 2 => null, _ => GivenSplit.Train } },
        })];

        var protocol = GivenProtocol.Of(given);
        var fold = Assert.Single(protocol.Folds);
        Assert.Equal(25, fold.Test.Count);
        Assert.Equal(25, fold.Set.Validation.Count);
        Assert.False(fold.Set.MayLearnFromValidation);
        Assert.Equal(25 * 5 * (1 + Copies), fold.Set.Training.Count);
        Assert.Empty(fold.TestSpeakers);
        Assert.Contains("25 of the 25 test speakers are learnt from too", protocol.Description, StringComparison.Ordinal);
        Assert.Throws<TrainingException>(() => GivenProtocol.Of(Clips));
    }

    private static IEnumerable<Speaker> Speakers(string corpus, int count) =>
        Enumerable.Range(1, count).Select(i => new Speaker(corpus, $"{corpus}-{i:00}", i % 2 == 0 ? Gender.Female : Gender.Male));

    private static Example Clip(Speaker speaker, string label) =>
        new(new CorpusClip($"{speaker.Id}/{label}.wav", "", label, speaker), $"{speaker.Id}/{label}", [0], []);

    private static IEnumerable<Example> ClipsOf(Speaker speaker) => Enumerable.Range(0, 8).Select(i =>
        new Example(new CorpusClip($"{speaker.Id}/{i}.wav", "", Labels[i % Labels.Length], speaker), $"{speaker.Id}/{i}", [i], [.. Enumerable.Repeat<float[]>([i], Copies)]));

    private static HashSet<Speaker> SpeakersOf(IEnumerable<Row> rows) => [.. rows.Select(row => row.Example.Clip.Speaker)];

    private static HashSet<CorpusClip> ClipsIn(IEnumerable<Row> rows) => [.. rows.Select(row => row.Example.Clip)];
}
