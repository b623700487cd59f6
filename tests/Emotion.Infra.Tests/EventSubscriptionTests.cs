using System.Text.Json.Nodes;
using Emotion.Pipeline.Clips;

namespace Emotion.Infra.Tests;

/// <summary>Exactly the finished uploads to container <c>clips</c> reach exactly ExtractFeatures.</summary>
public class EventSubscriptionTests
{
    [Fact]
    public async Task Only_blobs_of_the_clips_container_are_told_of()
    {
        var filter = (await SubscriptionAsync())["filter"]!;
        Assert.Equal(["Microsoft.Storage.BlobCreated"], filter["includedEventTypes"]!.AsArray().Select(type => (string?)type));
        Assert.Equal($"/blobServices/default/containers/{ClipStore.ContainerName}/blobs/", (string?)filter["subjectBeginsWith"]);
        Assert.Null(filter["subjectEndsWith"]); // other formats than WAV are read too
    }

    [Fact]
    public async Task Only_calls_that_finish_a_blob_are_told_of()
    {
        var condition = Assert.Single((await SubscriptionAsync())["filter"]!["advancedFilters"]!.AsArray())!;
        Assert.Equal(("StringIn", "data.api"), ((string?)condition["operatorType"], (string?)condition["key"]));
        var calls = condition["values"]!.AsArray().Select(value => (string?)value);
        Assert.Equal(["PutBlob", "PutBlockList", "CopyBlob", "FlushWithClose"], calls);
    }

    [Fact]
    public async Task The_key_in_the_address_is_read_by_the_template_itself()
    {
        var address = (string)(await SubscriptionAsync())["destination"]!["properties"]!["endpointUrl"]!;
        Assert.Contains("?functionName=Host.Functions.{1}&code={2}", address, StringComparison.Ordinal);
        Assert.Contains("/runtime/webhooks/blobs'", address, StringComparison.Ordinal);
        Assert.Contains(", 'ExtractFeatures', listKeys(", address, StringComparison.Ordinal);
        Assert.EndsWith("/host/default', '2024-11-01').systemKeys.blobs_extension)]", address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_delivered_is_kept()
    {
        var subscription = await SubscriptionAsync();
        Assert.Equal(1440, (int)subscription["retryPolicy"]!["eventTimeToLiveInMinutes"]!);
        var destination = subscription["deadLetterWithResourceIdentity"]!["deadLetterDestination"]!["properties"]!;
        var containers = (await Deployment.Plain).NamesOf("Microsoft.Storage/storageAccounts/blobServices/containers");
        Assert.Contains((string)destination["blobContainerName"]!, containers);
    }

    private static async Task<JsonNode> SubscriptionAsync() =>
        (await Deployment.Events).The("Microsoft.EventGrid/systemTopics/eventSubscriptions")["properties"]!;
}
