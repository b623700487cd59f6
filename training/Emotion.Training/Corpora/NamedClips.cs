namespace Emotion.Training.Corpora;

/// <summary>Finds the clips of a corpus whose file names say all.</summary>
internal static class NamedClips
{
    /// <summary>Looks through a folder, at any depth.</summary>
    /// <param name="info">Which corpus.</param>
    /// <param name="folder">Where to look.</param>
    /// <param name="parse">What a file's name says, of the name within the folder and the file; null where it names no clip.</param>
    /// <param name="advice">What clips are called and where to get them, for messages.</param>
    /// <exception cref="TrainingException">The folder is missing, or holds no clip.</exception>
    public static Corpus Find(CorpusInfo info, string folder, Func<string, string, CorpusClip?> parse, string advice)
    {
        if (!Directory.Exists(folder))
            throw new TrainingException($"The folder {folder} does not exist. {advice}");

        var files = AudioFiles.Below(folder).ToList();
        var named = files.Select(file => parse(AudioFiles.NameIn(folder, file), file)).OfType<CorpusClip>();
        var clips = AudioFiles.InBestFormat(named).OrderBy(clip => clip.Name, StringComparer.Ordinal).ToList();
        return clips.Count > 0
            ? new Corpus(info, clips, files.Count - clips.Count)
            : throw new TrainingException(
                $"No clip of {info.Name} is in {folder} ({files.Count} audio files there have other names). {advice}");
    }
}
