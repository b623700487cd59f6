using Emotion.Training.Augmentation;
using Emotion.Training.Corpora;
using Emotion.Training.Learning;
using Emotion.Training.Protocols;
using static TorchSharp.torch;

namespace Emotion.Training.Networks;

/// <summary>The networks that can be trained.</summary>
/// <param name="Defaults">How it is trained where nothing else is asked for; names it.</param>
/// <param name="FeatureSet">The features that it takes.</param>
/// <param name="Build">A network with fresh weights, for a length of the input and a number of labels.</param>
/// <param name="Trainer">What trains it, by a recipe, to tell labels apart, on a device, taught by others or not.</param>
public sealed record NetworkKind(
    Recipe Defaults, string FeatureSet, Func<int, int, Network> Build, Func<Recipe, IReadOnlyList<string>, Device, Teachers?, ITrainer> Trainer)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<NetworkKind> All { get; } =
    [
        OverMeans(Conv1DNetwork.Id, Conv1DNetwork.Create),
        OverMeans(DenseNetwork.Id, DenseNetwork.Create),
        OverSpectrograms(ResidualShape.Usual, Bending.Usual),
        OverSpectrograms(ResidualShape.Wide, Bending.Harder),
        OverSpectrograms(ResidualShape.Fine, Bending.Usual),
        OverSpectrograms(ResidualShape.Finer, Bending.Usual),
    ];

    /// <summary>Names it in options and versions.</summary>
    public string Id => Defaults.Network;

    /// <summary>Whether it learns from spectrograms, by the recipe that goes with them, and not from the tutorial's means by the tutorial's.</summary>
    public bool IsOverSpectrograms => FeatureSet == Audio.Features.FeatureSet.LogMel64;

    /// <summary>What is kept of each clip for it.</summary>
    public TrainingFeatures Features => TrainingFeatures.Of(FeatureSet);

    /// <summary>
    /// How copies of clips are made for it, where it is measured by some protocols. Of networks over spectrograms, which bend each recording anew in every epoch,
    /// only <see cref="TutorialProtocol"/> takes copies, to test on.
    /// </summary>
    /// <param name="asked">How they were asked for.</param>
    /// <param name="protocols">The protocols.</param>
    public AugmentationRecipe Copies(AugmentationRecipe asked, IEnumerable<string> protocols) =>
        IsOverSpectrograms && !protocols.Contains(TutorialProtocol.Name) ? AugmentationRecipe.None : asked;

    /// <summary>
    /// The rows of a set that it learns from. Over spectrograms the last epoch is kept, so that nobody is needed to choose the best by: who would be is learnt from too.
    /// </summary>
    public IReadOnlyList<Row> LearntFrom(TrainingSet set) =>
        IsOverSpectrograms ? [.. set.Training.Concat(set.MayLearnFromValidation ? set.Validation : []).DistinctBy(row => row.Example)] : set.Training;

    /// <summary>The rows of a set that only choose the best epoch.</summary>
    public IReadOnlyList<Row> ChosenBy(TrainingSet set) => set.KeepsBest && !IsOverSpectrograms ? set.Validation : [];

    /// <summary>The network with an id.</summary>
    /// <exception cref="TrainingException">There is none.</exception>
    public static NetworkKind Of(string id) => All.FirstOrDefault(kind => kind.Id == id)
        ?? throw new TrainingException($"There is no network '{id}'. Choose one of {string.Join(", ", All.Select(kind => kind.Id))}.");

    /// <summary>A network with fresh weights, drawn from torch's generator.</summary>
    /// <param name="labels">Number of labels.</param>
    public Network Create(int labels) => Build(Features.Recipe.Length, labels);

    /// <summary>The tutorial's networks are trained as it trains them.</summary>
    private static NetworkKind OverMeans(string id, Func<int, int, Network> build) => new(
        new Recipe { Network = id }, Audio.Features.FeatureSet.Librosa180, build, (recipe, labels, device, _) => new Trainer(recipe, labels, device));

    private static NetworkKind OverSpectrograms(ResidualShape shape, Bending bending) => new(
        SpectrogramTrainer.Defaults with { Network = shape.Id },
        Audio.Features.FeatureSet.LogMel64,
        (features, labels) => ResidualNetwork.Create(shape, features, labels),
        (recipe, labels, device, teachers) => new SpectrogramTrainer(recipe, bending, labels, device, teachers));
}
