using System.Globalization;

namespace Emotion.Training.Learning;

/// <summary>The checkpoints of one training: a folder per epoch, of which the newest is kept. Each appears whole or not at all.</summary>
/// <param name="root">The folder; it is made if it is missing.</param>
public sealed class Checkpoints(string root)
{
    private const string Prefix = "epoch-";

    /// <summary>The folder of the newest checkpoint; null where there is none.</summary>
    public string? Newest => Directory.Exists(root)
        ? Directory.GetDirectories(root, $"{Prefix}*").Max(StringComparer.Ordinal)
        : null;

    /// <summary>Adds the checkpoint of an epoch, and removes the older ones.</summary>
    /// <param name="epoch">From 1.</param>
    /// <param name="write">Writes the checkpoint's files into the empty folder that it is given.</param>
    public void Save(int epoch, Action<string> write)
    {
        Directory.CreateDirectory(root);
        var draft = Path.Combine(root, $".draft-{Guid.NewGuid():N}");
        Directory.CreateDirectory(draft);
        write(draft);

        var older = Directory.GetDirectories(root).Where(folder => folder != draft).ToList();
        Directory.Move(draft, Path.Combine(root, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{epoch:00000}")));
        older.ForEach(folder => Directory.Delete(folder, recursive: true));
    }

    /// <summary>Removes all of them: the training is done.</summary>
    public void Clear()
    {
        if (Directory.Exists(root))
            Directory.Delete(root, recursive: true);
    }
}
