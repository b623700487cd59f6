using System.Security.Cryptography;
using System.Text;
using Emotion.Training.Corpora;

namespace Emotion.Training.Runs;

/// <summary>
/// A name for the clips of a run with all that is known of them. Who speaks decides the folds, what is said the auxiliary tasks, the order every shuffle: a run
/// that went on after a speaker was corrected could learn from somebody whom it tests on.
/// </summary>
public static class ClipList
{
    /// <summary>SHA-256, lower-case hex, over a line for each clip, in their order, in UTF-8.</summary>
    public static string Of(IEnumerable<Example> examples) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(examples.Select(Line)))));

    private static string Line(Example example)
    {
        var (clip, speaker) = (example.Clip, example.Clip.Speaker);
        return $"{speaker.Corpus}\t{speaker.Id}\t{speaker.Gender}\t{clip.Split}\t{clip.Sentence}\t{example.Hash}\t{clip.Label}\n";
    }
}
