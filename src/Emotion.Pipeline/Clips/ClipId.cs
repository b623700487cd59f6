namespace Emotion.Pipeline.Clips;

/// <summary>Which clip: blob <c>{corpus}/{path}</c> in container <c>clips</c>.</summary>
/// <param name="Corpus">The first folder of the blob's name; empty for a blob that lies in none.</param>
/// <param name="Path">The rest of the name.</param>
public sealed record ClipId(string Corpus, string Path)
{
    /// <summary>The blob's name.</summary>
    public string BlobName => Corpus.Length == 0 ? Path : $"{Corpus}/{Path}";

    /// <summary>Splits a blob's name; the inverse of <see cref="BlobName"/>.</summary>
    public static ClipId FromBlobName(string blobName)
    {
        var slash = blobName.IndexOf('/', StringComparison.Ordinal);
        return slash <= 0 ? new ClipId("", blobName) : new ClipId(blobName[..slash], blobName[(slash + 1)..]);
    }

    /// <inheritdoc/>
    public override string ToString() => BlobName;
}

/// <summary>Which bytes of a clip: uploading again under the same name makes a new version.</summary>
/// <param name="Clip">The clip.</param>
/// <param name="ETag">The blob's ETag, without quotes.</param>
/// <param name="LastModified">When these bytes were uploaded, by the storage's clock, to the second.</param>
public sealed record ClipVersion(ClipId Clip, string ETag, DateTimeOffset LastModified)
{
    /// <summary>ETags come with quotes in headers and without in listings.</summary>
    public static string Unquote(string etag) => etag.Trim('"');
}
