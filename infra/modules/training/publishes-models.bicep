// The training job's one role in the pipeline: it writes container `models`. It sees no clip and no result.

import { containers } from '../names.bicep'
import { roleIds } from '../role-ids.bicep'

param identityName string
param principalId string
param storageAccountName string

resource account 'Microsoft.Storage/storageAccounts@2025-01-01' existing = {
  name: storageAccountName

  resource blobs 'blobServices' existing = {
    name: 'default'

    resource models 'containers' existing = {
      name: containers.models
    }
  }
}

resource publishes 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(account::blobs::models.id, identityName, roleIds.storageBlobDataContributor)
  scope: account::blobs::models
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roleIds.storageBlobDataContributor)
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}
