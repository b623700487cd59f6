// What a researcher needs for `emotion upload`, `emotion models` and `emotion results`: write clips and models, read the table.

import { containers, resultTables } from 'names.bicep'
import { roleIds } from 'role-ids.bicep'

param principalId string

@allowed(['User', 'Group', 'ServicePrincipal'])
param principalType string

param storageAccountName string

resource account 'Microsoft.Storage/storageAccounts@2025-01-01' existing = {
  name: storageAccountName

  resource blobs 'blobServices' existing = {
    name: 'default'

    resource written 'containers' existing = [for name in writtenContainers: { name: name }]
  }

  resource tables 'tableServices' existing = {
    name: 'default'

    resource results 'tables' existing = [for name in resultTables: { name: name }]
  }
}

var writtenContainers = [containers.clips, containers.models]

resource writes 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (name, i) in writtenContainers: {
    name: guid(account::blobs::written[i].id, principalId, roleIds.storageBlobDataContributor)
    scope: account::blobs::written[i]
    properties: {
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roleIds.storageBlobDataContributor)
      principalId: principalId
      principalType: principalType
    }
  }
]

resource readsResults 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (name, i) in resultTables: {
    name: guid(account::tables::results[i].id, principalId, roleIds.storageTableDataReader)
    scope: account::tables::results[i]
    properties: {
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roleIds.storageTableDataReader)
      principalId: principalId
      principalType: principalType
    }
  }
]
