namespace Emotion.Training.Networks;

/// <summary>The networks that can be trained.</summary>
/// <param name="Id">Names it in options and versions.</param>
/// <param name="Create">A network with fresh weights, for a number of features and of labels.</param>
public sealed record NetworkKind(string Id, Func<int, int, Network> Create)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<NetworkKind> All { get; } =
        [new(Conv1DNetwork.Id, Conv1DNetwork.Create), new(DenseNetwork.Id, DenseNetwork.Create)];

    /// <summary>The network with an id.</summary>
    /// <exception cref="TrainingException">There is none.</exception>
    public static NetworkKind Of(string id) => All.FirstOrDefault(kind => kind.Id == id)
        ?? throw new TrainingException($"There is no network '{id}'. Choose one of {string.Join(", ", All.Select(kind => kind.Id))}.");
}
