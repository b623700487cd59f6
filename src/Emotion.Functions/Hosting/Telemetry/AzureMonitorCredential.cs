using System.Data.Common;
using Azure.Core;
using Azure.Identity;

namespace Emotion.Functions.Hosting.Telemetry;

/// <summary>Who sends to an Application Insights without local authentication, by the same setting that the Functions host reads.</summary>
internal static class AzureMonitorCredential
{
    /// <summary>Whether a setting says <c>Authorization=AAD</c>.</summary>
    public static bool CanRead(string setting) => Parts(setting) is not null;

    /// <summary>For <c>Authorization=AAD</c> or <c>Authorization=AAD;ClientId=…</c>; null where the setting is absent.</summary>
    public static TokenCredential? Of(string? setting) => setting is null || Parts(setting) is not { } parts
        ? null
        : new ManagedIdentityCredential(parts.TryGetValue("ClientId", out var id) ? ManagedIdentityId.FromUserAssignedClientId((string)id) : ManagedIdentityId.SystemAssigned);

    private static DbConnectionStringBuilder? Parts(string setting)
    {
        try
        {
            var parts = new DbConnectionStringBuilder { ConnectionString = setting };
            return parts.TryGetValue("Authorization", out var how) && "AAD".Equals(how as string, StringComparison.OrdinalIgnoreCase) ? parts : null;
        }
        catch (ArgumentException)
        {
            return null; // not of the form name=value
        }
    }
}
