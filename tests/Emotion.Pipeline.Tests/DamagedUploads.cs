using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;

namespace Emotion.Pipeline.Tests;

/// <summary>A bad line: one bit of every upload of a file flips on its way.</summary>
internal sealed class DamagedUploads(string file) : HttpPipelineSynchronousPolicy
{
    /// <summary>A storage behind that line.</summary>
    public static BlobServiceClient Connect(string connectionString, string file)
    {
        var options = new BlobClientOptions();
        options.AddPolicy(new DamagedUploads(file), HttpPipelinePosition.PerCall);
        return new BlobServiceClient(connectionString, options);
    }

    public override void OnSendingRequest(HttpMessage message)
    {
        if (message.Request.Method != RequestMethod.Put || !message.Request.Uri.Path.EndsWith(file, StringComparison.Ordinal))
            return;

        using var sent = new MemoryStream();
        message.Request.Content!.WriteTo(sent, message.CancellationToken);
        var content = sent.ToArray();
        content[^2] ^= 1; // of a card: its closing brace
        message.Request.Content = RequestContent.Create(content);
    }
}
