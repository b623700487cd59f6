using Emotion.Training.Corpora;
using Emotion.Training.Learning;

namespace Emotion.Training.Protocols;

/// <summary>A random split by clip, without the copies' leak; speakers are on both sides.</summary>
public static class RandomCleanProtocol
{
    /// <summary>As it stands in options and reports.</summary>
    public const string Name = "random-clean";

    private const double ValidationShare = 0.1;

    /// <summary>Splits the clips; copies are learnt from, never tested on.</summary>
    /// <exception cref="TrainingException">There are too few clips.</exception>
    public static Protocol Of(IReadOnlyList<Example> examples, int seed)
    {
        var random = new Random(seed);
        var (rest, test) = Stratified.Test(Name, examples, example => example.Clip, random);
        var (training, validation) = Stratified.Split(rest, example => example.Clip, ValidationShare, random);
        var set = new TrainingSet(
            [.. training.SelectMany(example => example.Rows)],
            [.. validation.Select(example => example.Original)],
            KeepsBest: true)
        {
            MayLearnFromValidation = true,
        };
        return new Protocol(
            Name,
            "Clips are split 80/20 at random by emotion; augmented copies are only learnt from; networks that choose the best epoch "
                + "choose it on a tenth of the training clips. The speakers of the test clips are learnt from: the figures hold for voices that the model knows.",
            [new Fold("all", set, [.. test.Select(example => example.Original)], [])]);
    }
}
