using System.Data.Common;
using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.Configuration;

namespace Emotion.Functions.Hosting.Telemetry;

/// <summary>Who sends to an Application Insights without local authentication, by the same setting that the Functions host reads.</summary>
internal static class AzureMonitorIdentity
{
    private const string Setting = "APPLICATIONINSIGHTS_AUTHENTICATION_STRING";

    /// <summary>For <c>Authorization=AAD</c> or <c>Authorization=AAD;ClientId=…</c>; null where the setting is absent.</summary>
    public static TokenCredential? Of(IConfiguration configuration)
    {
        var parts = new DbConnectionStringBuilder { ConnectionString = configuration[Setting] ?? "" };
        if (!parts.TryGetValue("Authorization", out var how) || !"AAD".Equals(how as string, StringComparison.OrdinalIgnoreCase))
            return null;
        return new ManagedIdentityCredential(
            parts.TryGetValue("ClientId", out var id) ? ManagedIdentityId.FromUserAssignedClientId((string)id) : ManagedIdentityId.SystemAssigned);
    }
}
