using System.Security.Cryptography;
using Emotion.Audio;

namespace Emotion.Training.Corpora;

/// <summary>Reads a corpus's clips, on all cores. A clip that cannot be used is left out and named; it never stops the others.</summary>
public static class CorpusLoader
{
    /// <summary>Reads every clip. The result does not depend on the number of cores.</summary>
    /// <param name="corpus">What to read.</param>
    /// <param name="onClip">Called after each clip, from several threads.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public static Dataset Load(Corpus corpus, Action onClip, CancellationToken cancellation)
    {
        var read = new ReadClip[corpus.Clips.Count];
        Parallel.For(0, read.Length, new ParallelOptions { CancellationToken = cancellation }, i =>
        {
            read[i] = Read(corpus.Clips[i]);
            onClip();
        });
        return WithoutDuplicates(corpus, read);
    }

    private static ReadClip Read(CorpusClip clip)
    {
        try
        {
            var bytes = File.ReadAllBytes(clip.File);
            var features = ClipAnalyzer.Analyze(new MemoryStream(bytes)).Window.Features.ToVector();
            return new ReadClip(Convert.ToHexStringLower(SHA256.HashData(bytes)), features, null);
        }
        catch (Exception e) when (e is InvalidAudioException or IOException or UnauthorizedAccessException)
        {
            return new ReadClip(null, null, e.Message);
        }
    }

    /// <summary>Of clips with the same bytes the first stays. A copy would weigh double, and could land across a split.</summary>
    private static Dataset WithoutDuplicates(Corpus corpus, ReadClip[] read)
    {
        var examples = new List<Example>();
        var leftOut = new List<LeftOut>();
        var firstByHash = new Dictionary<string, CorpusClip>();
        foreach (var (clip, (hash, features, fault)) in corpus.Clips.Zip(read))
        {
            if (fault is not null)
                leftOut.Add(new LeftOut(clip, fault));
            else if (firstByHash.TryAdd(hash!, clip))
                examples.Add(new Example(clip, hash!, features!, []));
            else
                leftOut.Add(new LeftOut(clip, $"The same bytes as {firstByHash[hash!].Name}, which is kept."));
        }

        return new Dataset([corpus], examples, leftOut);
    }

    private sealed record ReadClip(string? Hash, float[]? Features, string? Fault);
}
