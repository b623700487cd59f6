using System.Text.Json.Nodes;
using Emotion.Training.Corpora;

namespace Emotion.Training.Reporting;

/// <summary>How the figures of a report came about.</summary>
public sealed record RunDescription
{
    /// <summary>The command, with placeholders for the paths of this machine.</summary>
    public required string Command { get; init; }

    /// <summary>The network's name or description.</summary>
    public required string Network { get; init; }

    /// <summary>All that decides how it was trained, the seed included, by name.</summary>
    public required JsonObject Recipe { get; init; }

    /// <summary>The corpora, as far as they were used.</summary>
    public required IReadOnlyList<CorpusCount> Corpora { get; init; }

    /// <summary>How many clips were left out.</summary>
    public required int LeftOut { get; init; }

    /// <summary>When the run was started.</summary>
    public required DateTimeOffset Created { get; init; }
}

/// <summary>How much of a corpus was used.</summary>
/// <param name="Id">The corpus's <see cref="CorpusInfo.Id"/>.</param>
/// <param name="Name">Its full name.</param>
/// <param name="Clips">Number of clips.</param>
/// <param name="Speakers">Number of speakers.</param>
public sealed record CorpusCount(string Id, string Name, int Clips, int Speakers)
{
    /// <summary>Counts each corpus of a data set.</summary>
    public static IReadOnlyList<CorpusCount> Of(Dataset dataset) =>
        [.. dataset.Corpora.Select(corpus => Of(corpus.Info, [.. dataset.Examples.Where(example => IsOf(example, corpus))]))];

    private static bool IsOf(Example example, Corpus corpus) => example.Clip.Speaker.Corpus == corpus.Info.Id;

    private static CorpusCount Of(CorpusInfo info, IReadOnlyCollection<Example> examples) =>
        new(info.Id, info.Name, examples.Count, examples.Select(example => example.Clip.Speaker).Distinct().Count());
}
