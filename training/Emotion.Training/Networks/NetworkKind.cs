using Emotion.Audio.Features;
using Emotion.Training.Corpora;
using Emotion.Training.Learning;

namespace Emotion.Training.Networks;

/// <summary>The networks that can be trained.</summary>
/// <param name="Id">Names it in options and versions.</param>
/// <param name="FeatureSet">The features that it takes.</param>
/// <param name="Create">A network with fresh weights, for a length of the input and a number of labels.</param>
/// <param name="Defaults">How it is trained where nothing else is asked for.</param>
public sealed record NetworkKind(string Id, string FeatureSet, Func<int, int, Network> Create, Recipe Defaults)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<NetworkKind> All { get; } =
    [
        new(Conv1DNetwork.Id, Audio.Features.FeatureSet.Librosa180, Conv1DNetwork.Create, new Recipe { Network = Conv1DNetwork.Id }),
        new(DenseNetwork.Id, Audio.Features.FeatureSet.Librosa180, DenseNetwork.Create, new Recipe { Network = DenseNetwork.Id }),
        new(ResidualNetwork.Id, Audio.Features.FeatureSet.LogMel64, ResidualNetwork.Create, SpectrogramTrainer.Defaults),
    ];

    /// <summary>What is kept of each clip for it.</summary>
    public TrainingFeatures Features => TrainingFeatures.Of(FeatureSet);

    /// <summary>The network with an id.</summary>
    /// <exception cref="TrainingException">There is none.</exception>
    public static NetworkKind Of(string id) => All.FirstOrDefault(kind => kind.Id == id)
        ?? throw new TrainingException($"There is no network '{id}'. Choose one of {string.Join(", ", All.Select(kind => kind.Id))}.");
}
