using System.Buffers.Binary;
using Emotion.Audio;
using Emotion.Audio.Features;
using Emotion.Inference;

namespace Emotion.Cli.Load;

/// <summary>As many clips as are wanted, made in memory from the sample voices: each has bytes of its own.</summary>
internal sealed class SpokenClips
{
    private readonly byte[][] _voices =
        [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "samples"), "*-voice.wav").Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];

    /// <summary>The clip of a number: a voice whose last two samples hold the number.</summary>
    public byte[] Clip(int number)
    {
        var clip = _voices[number % _voices.Length].ToArray();
        BinaryPrimitives.WriteInt32LittleEndian(clip.AsSpan(clip.Length - sizeof(int)), number);
        return clip;
    }

    /// <summary>A clip as the pipeline describes it: for the model that ships, since a local pipeline starts with that one.</summary>
    public ClipFeatures Describe()
    {
        var card = ModelBundle.LoadCurrent(Path.Combine(AppContext.BaseDirectory, "models")).Card;
        return ClipAnalyzer.Analyze(new MemoryStream(Clip(1)), FeatureRecipe.Of(card.FeatureSet));
    }
}
