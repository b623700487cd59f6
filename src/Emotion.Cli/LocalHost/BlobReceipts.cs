using System.Collections.Concurrent;
using System.Text;

namespace Emotion.Cli.LocalHost;

/// <summary>
/// Which versions of which blobs a function has dealt with: a line each in a file beside the storage's own, so that a restart does not start over.
/// </summary>
/// <remarks>
/// The Functions host keeps an empty blob for each; Azurite looks a blob up by reading through all of them, and would be twice as slow. Each
/// line is handed to the system at once: what is killed later has it. A line that a kill or a full disk broke off is a receipt of nothing.
/// </remarks>
internal sealed class BlobReceipts : IDisposable
{
    private readonly ConcurrentDictionary<string, byte> _seen = new();
    private readonly FileStream? _file;
    private readonly Lock _writing = new();

    private BlobReceipts(FileStream? file) => _file = file;

    /// <summary>Reads what earlier runs left.</summary>
    /// <param name="file">Where the receipts are kept; null for memory only.</param>
    public static BlobReceipts Open(string? file)
    {
        if (file is null)
            return new BlobReceipts(null);
        var receipts = new BlobReceipts(new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0));
        receipts.Load();
        return receipts;
    }

    /// <summary>Whether a function has dealt with a version of a blob.</summary>
    public bool Has(string function, string etag, string blob) => _seen.ContainsKey(Line(function, etag, blob));

    /// <summary>Notes that it has.</summary>
    /// <exception cref="IOException">The note cannot be written.</exception>
    public void Add(string function, string etag, string blob)
    {
        var line = Line(function, etag, blob);
        lock (_writing)
            _file?.Write(Encoding.ASCII.GetBytes(line + '\n'));
        _seen.TryAdd(line, 0);
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();

    /// <summary>Takes the whole lines, and cuts off what follows the last of them.</summary>
    private void Load()
    {
        using var reader = new StreamReader(_file!, Encoding.ASCII, leaveOpen: true);
        var text = reader.ReadToEnd();
        var whole = text.LastIndexOf('\n') + 1;
        _file!.SetLength(whole); // all of it is ASCII
        foreach (var line in text[..whole].Split('\n', StringSplitOptions.RemoveEmptyEntries))
            _seen.TryAdd(line, 0);
    }

    /// <summary>A name may hold anything, line breaks included.</summary>
    private static string Line(string function, string etag, string blob) => $"{function} {etag} {Uri.EscapeDataString(blob)}";
}
