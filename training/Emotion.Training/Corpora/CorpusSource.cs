namespace Emotion.Training.Corpora;

/// <summary>Finds the corpora that a command line names: known ones as <c>NAME=DIR</c>, all others by manifest.</summary>
public static class CorpusSource
{
    private const string Known = "ravdess=DIR or crema-d=DIR; list the clips of any other corpus in a CSV file for --manifest";

    /// <summary>Finds all of them, in the order given.</summary>
    /// <param name="corpora">Corpora as <c>NAME=DIR</c>.</param>
    /// <param name="manifests">CSV files.</param>
    /// <param name="includeSong">Whether to take RAVDESS's song too.</param>
    /// <exception cref="TrainingException">There is none, one is not known or cannot be found, or two have the same name.</exception>
    public static IReadOnlyList<Corpus> Find(IEnumerable<string> corpora, IEnumerable<string> manifests, bool includeSong)
    {
        Corpus[] found = [.. corpora.Select(corpus => FindNamed(corpus, includeSong)), .. manifests.Select(ManifestCorpus.Find)];
        if (found.Length == 0)
            throw new TrainingException($"No corpus is given. Add --corpus {Known}.");

        var twice = found.CountBy(corpus => corpus.Info.Id).FirstOrDefault(id => id.Value > 1).Key;
        return twice is null
            ? found
            : throw new TrainingException($"Two corpora are called {twice}, so their speakers could not be told apart. Put one corpus into one folder, and "
                + "give each manifest a file name of its own.");
    }

    private static Corpus FindNamed(string corpus, bool includeSong)
    {
        if (corpus.Split('=', 2) is not [var name, { Length: > 0 } folder])
            throw new TrainingException($"--corpus {corpus} is not understood. Write --corpus {Known}.");

        return name.Trim().ToLowerInvariant() switch
        {
            "ravdess" => Ravdess.Find(folder, includeSong),
            "crema-d" or "cremad" => CremaD.Find(folder),
            _ => throw new TrainingException($"--corpus {corpus}: no corpus is known as '{name}'. Write --corpus {Known}."),
        };
    }
}
