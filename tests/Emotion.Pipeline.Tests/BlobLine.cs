using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;

namespace Emotion.Pipeline.Tests;

/// <summary>The line to the blob storage, which can be cut and held up. The SDK tries again on it as ever, only faster.</summary>
internal sealed class BlobLine : HttpPipelinePolicy
{
    private int _requests;
    private int _last = int.MaxValue;

    /// <summary>How many requests were made, each attempt counted.</summary>
    public int Requests => _requests;

    /// <summary>What asynchronous requests wait for.</summary>
    public Task Open { get; set; } = Task.CompletedTask;

    /// <summary>Fails requests from now on as if nobody answered.</summary>
    /// <param name="after">How many still come through.</param>
    public void Cut(int after = 0) => _last = _requests + after;

    /// <summary>Lets requests through again.</summary>
    public void Mend() => _last = int.MaxValue;

    /// <summary>The storage at the end of the line.</summary>
    public BlobServiceClient Connect(string connectionString)
    {
        var options = new BlobClientOptions { Retry = { MaxRetries = 1, Delay = TimeSpan.FromMilliseconds(1) } };
        options.AddPolicy(this, HttpPipelinePosition.BeforeTransport);
        return new BlobServiceClient(connectionString, options);
    }

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        Count();
        await Open;
        await ProcessNextAsync(message, pipeline);
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        Count();
        ProcessNext(message, pipeline);
    }

    private void Count()
    {
        if (Interlocked.Increment(ref _requests) > _last)
            throw new RequestFailedException("Nobody answers."); // what the SDK's transport makes of a socket's error
    }
}
