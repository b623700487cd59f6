using Emotion.Training.Corpora;
using Emotion.Training.Learning;
using static TorchSharp.torch;

namespace Emotion.Training.Tests.Learning;

public sealed class AuxiliaryTasksTests
{
    private readonly Tensor _embedding = ones(1, 3);

    [Fact]
    public void An_answer_that_is_as_likely_as_the_others_costs_the_logarithm_of_their_number()
    {
        using var tasks = Indifferent([.. Women("kids", "dogs", "cats"), .. Men("kids", "dogs", "cats")]);
        Assert.Equal(Math.Log(2) + Math.Log(3), Loss(tasks, clip: 0), 1e-6);
    }

    [Fact]
    public void Each_task_counts_for_its_weight()
    {
        using var tasks = Indifferent([.. Women("kids", "dogs"), .. Men("kids", "dogs")], weight: 0.25);
        Assert.Equal(0.25 * 2 * Math.Log(2), Loss(tasks, clip: 1), 1e-6);
    }

    [Fact]
    public void What_a_corpus_does_not_say_of_a_clip_is_not_asked()
    {
        using var tasks = Indifferent([Clip(Somebody, null), Clip(Somebody, "kids"), Clip(Somebody with { Id = "p2" }, "kids"), .. Women("kids"), .. Men("kids")]);
        Assert.Equal(0, Loss(tasks, clip: 0));
        Assert.Equal(Math.Log(2), Loss(tasks, clip: 1), 1e-6); // no sex; and the sentence is not that of the other corpus
    }

    [Fact]
    public void A_question_with_one_answer_is_not_asked()
    {
        using var tasks = Indifferent(Women("kids", "dogs"));
        Assert.Equal(Math.Log(2), Loss(tasks, clip: 0), 1e-6);
    }

    [Fact]
    public void What_one_speaker_alone_says_is_not_asked()
    {
        using var tasks = Indifferent([.. Women("kids", "dogs"), Clip(Speaker(8, Gender.Female), "a story")]);
        Assert.Equal(Math.Log(2), Loss(tasks, clip: 0), 1e-6);
        Assert.Equal(0, Loss(tasks, clip: 4));
    }

    [Fact]
    public void Where_a_corpus_says_nothing_nothing_is_asked()
    {
        using var tasks = Indifferent([Clip(Somebody, null), Clip(Somebody, null)]);
        Assert.Equal(0, Loss(tasks, clip: 0));
        Assert.Empty(tasks.parameters());
    }

    [Fact]
    public void Whether_there_is_anything_to_ask_is_known_beforehand()
    {
        Assert.True(AuxiliaryTasks.HasAny([.. Women("kids"), .. Men("kids")]));
        Assert.True(AuxiliaryTasks.HasAny(Women("kids", "dogs")));
        Assert.False(AuxiliaryTasks.HasAny(Women("kids")));
        Assert.False(AuxiliaryTasks.HasAny([Clip(Somebody, null), Clip(Somebody with { Id = "p2" }, null)]));
    }

    private static Speaker Somebody => new("field", "p1", Gender.Unknown);

    private static IEnumerable<CorpusClip> Women(params string[] sentences) => Two(2, Gender.Female, sentences);

    private static IEnumerable<CorpusClip> Men(params string[] sentences) => Two(1, Gender.Male, sentences);

    /// <summary>Each says each sentence.</summary>
    private static IEnumerable<CorpusClip> Two(int first, Gender gender, string[] sentences) =>
        from actor in (int[])[first, first + 2]
        from sentence in sentences
        select Clip(Speaker(actor, gender), sentence);

    private static Speaker Speaker(int actor, Gender gender) => new("ravdess", $"Actor_{actor:00}", gender);

    private static CorpusClip Clip(Speaker speaker, string? sentence) => new("clip.wav", "", "calm", speaker) { Sentence = sentence };

    /// <summary>Tasks that have learnt nothing: all weights are 0.</summary>
    private static AuxiliaryTasks Indifferent(IEnumerable<CorpusClip> clips, double weight = 1)
    {
        var tasks = new AuxiliaryTasks(clips, width: 3, weight, CPU);
        using var noGradients = no_grad();
        foreach (var parameter in tasks.parameters())
            parameter.zero_();
        return tasks;
    }

    private double Loss(AuxiliaryTasks tasks, long clip) => tasks.Loss(_embedding, [clip]).item<float>();
}
