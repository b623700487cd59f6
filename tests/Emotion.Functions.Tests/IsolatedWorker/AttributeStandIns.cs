namespace Microsoft.Azure.Functions.Worker;

// The attributes of the isolated worker's packages, as far as Hosting/IsolatedWorker uses them, with the signatures that are published
// (Worker.Core 2.52, Extensions.Storage.Blobs 6.8, Extensions.Storage.Queues 5.5, Extensions.Http 3.3). The packages cannot be restored on every machine; with
// these the function classes compile wherever the tests run, and a change of the steps cannot break them unseen: docs/decisions/0004.

[AttributeUsage(AttributeTargets.Method)]
public sealed class FunctionAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}

[AttributeUsage(AttributeTargets.Parameter)]
public sealed class BlobTriggerAttribute(string blobPath) : Attribute
{
    public string BlobPath { get; } = blobPath;

    public string? Connection { get; set; }

    public BlobTriggerSource Source { get; set; }
}

public enum BlobTriggerSource
{
    LogsAndContainerScan,
    EventGrid,
}

[AttributeUsage(AttributeTargets.Parameter)]
public sealed class QueueTriggerAttribute(string queueName) : Attribute
{
    public string QueueName { get; } = queueName;

    public string? Connection { get; set; }
}

[AttributeUsage(AttributeTargets.Parameter)]
public sealed class HttpTriggerAttribute(AuthorizationLevel authLevel, params string[] methods) : Attribute
{
    public AuthorizationLevel AuthLevel { get; } = authLevel;

    public string[]? Methods { get; } = methods;

    public string? Route { get; set; }
}

public enum AuthorizationLevel
{
    Anonymous,
    User,
    Function,
    System,
    Admin,
}
