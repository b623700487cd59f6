using System.Collections.Frozen;

namespace Emotion.Pipeline.Api;

/// <summary>What a browser is told that a clip is: sound by its name, whatever else somebody uploaded, so that it runs nothing of it.</summary>
public static class AudioType
{
    private static readonly FrozenDictionary<string, string> Types = new Dictionary<string, string>
    {
        [".wav"] = "audio/wav",
        [".flac"] = "audio/flac",
        [".mp3"] = "audio/mpeg",
        [".ogg"] = "audio/ogg",
        [".opus"] = "audio/ogg",
        [".m4a"] = "audio/mp4",
        [".aac"] = "audio/aac",
        [".webm"] = "audio/webm",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The media type of a clip.</summary>
    public static string Of(string path) => Types.GetValueOrDefault(Path.GetExtension(path), "application/octet-stream");
}
