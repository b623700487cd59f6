// Deletes clips, and what is left of recordings on their way, some days after they were written. Their rows stay. Voices are personal data: keep them no longer than the study needs.

import { containers } from 'names.bicep'

param storageAccountName string

@minValue(1)
param days int

resource account 'Microsoft.Storage/storageAccounts@2025-01-01' existing = {
  name: storageAccountName
}

resource expiry 'Microsoft.Storage/storageAccounts/managementPolicies@2025-01-01' = {
  parent: account
  name: 'default'
  properties: {
    policy: {
      rules: [
        {
          name: 'delete-clips'
          type: 'Lifecycle'
          enabled: true
          definition: {
            filters: { blobTypes: ['blockBlob'], prefixMatch: ['${containers.clips}/', '${containers.recordingFeatures}/'] }
            actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: days } } }
          }
        }
      ]
    }
  }
}
