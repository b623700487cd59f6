using System.CommandLine;
using Emotion.Training.Corpora;

namespace Emotion.Training.Commands;

/// <summary>The options of every command that reads corpora: which ones, and where their features are kept.</summary>
public sealed class CorpusOptions
{
    private readonly Option<string[]> _corpora = new("--corpus")
    {
        Description = "A corpus and its folder: ravdess=DIR or crema-d=DIR. May be given for each.",
        HelpName = "NAME=DIR",
    };

    private readonly Option<string[]> _manifests = new("--manifest")
    {
        Description = "A CSV file that lists clips, for any other corpus: columns path, emotion, speaker, and split, gender and sentence if known. "
            + "May be given several times.",
        HelpName = "CSV",
    };

    private readonly Option<bool> _song = new("--song") { Description = "Read RAVDESS's song too, not its speech alone." };

    private readonly Option<string> _cache = new("--cache")
    {
        Description = "Folder that keeps computed features for the next time.",
        HelpName = "DIR",
        DefaultValueFactory = _ => FeatureCache.DefaultFolder,
    };

    private readonly Option<bool> _noCache = new("--no-cache") { Description = "Compute all features, and keep none." };

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_corpora);
        command.Options.Add(_manifests);
        command.Options.Add(_song);
        command.Options.Add(_cache);
        command.Options.Add(_noCache);
    }

    /// <summary>Finds the corpora that were asked for.</summary>
    /// <exception cref="TrainingException">None was, or one cannot be found.</exception>
    public IReadOnlyList<Corpus> Find(ParseResult result) =>
        CorpusSource.Find(result.GetValue(_corpora) ?? [], result.GetValue(_manifests) ?? [], result.GetValue(_song));

    /// <summary>Whether any corpus was asked for.</summary>
    public bool AnyGiven(ParseResult result) => result.GetValue(_corpora) is { Length: > 0 } || result.GetValue(_manifests) is { Length: > 0 };

    /// <summary>The same options for a command that others can give: the paths of this machine are placeholders.</summary>
    public IReadOnlyList<string> Words(ParseResult result) =>
    [
        .. (result.GetValue(_corpora) ?? []).Select(corpus => $"--corpus {corpus.Split('=')[0]}=DIR"),
        .. (result.GetValue(_manifests) ?? []).Select(manifest => $"--manifest {Path.GetFileName(manifest)}"),
        .. result.GetValue(_song) ? new[] { "--song" } : [],
    ];

    /// <summary>Where features are kept; null if they are not to be.</summary>
    /// <exception cref="TrainingException">The folder cannot be made.</exception>
    public FeatureCache? Cache(ParseResult result) => result.GetValue(_noCache) ? null : new FeatureCache(result.GetRequiredValue(_cache));
}
