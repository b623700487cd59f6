// What the function app may do, and no more. The three storage roles hold for the whole account, since the host makes containers, queues
// and tables there that have no name beforehand: azure-webjobs-hosts and azure-webjobs-secrets (locks, keys), the blob trigger's own
// queue, and tables of diagnostic events. Blob Data Owner, not Contributor: that is what Azure documents for host storage.
// https://learn.microsoft.com/azure/azure-functions/functions-reference#connecting-to-host-storage-with-an-identity
// Storage Account Contributor, which that page asks for where a blob trigger polls, is not needed: Event Grid tells of new clips.

import { roleIds } from 'role-ids.bicep'

param identityName string
param principalId string
param storageAccountName string
param applicationInsightsName string

resource account 'Microsoft.Storage/storageAccounts@2025-01-01' existing = {
  name: storageAccountName
}

resource component 'Microsoft.Insights/components@2020-02-02' existing = {
  name: applicationInsightsName
}

var storageRoles = [
  roleIds.storageBlobDataOwner
  roleIds.storageQueueDataContributor
  roleIds.storageTableDataContributor
]

resource usesStorage 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in storageRoles: {
    name: guid(account.id, identityName, role)
    scope: account
    properties: {
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
      principalId: principalId
      principalType: 'ServicePrincipal'
    }
  }
]

resource sendsTelemetry 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(component.id, identityName, roleIds.monitoringMetricsPublisher)
  scope: component
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roleIds.monitoringMetricsPublisher)
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}
