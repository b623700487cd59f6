// Corpora and results of training, as file shares that the job mounts.
//
// An account of its own, since Container Apps mounts SMB shares with the account's key only, and the account of the pipeline has none.
// The key goes from Azure Resource Manager to the environment and through nobody's hands. The other way, NFS shares, needs no key but a
// premium account of at least 100 GiB, a virtual network, and a machine inside it to copy the corpora from.

param name string
param location string
param tags object
param environmentName string

@description('The largest size of each share in GiB; only what is used is paid for.')
@minValue(1)
@maxValue(102400)
param quotaGiB int

resource account 'Microsoft.Storage/storageAccounts@2025-01-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: 'Standard_LRS' }
  properties: {
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
  }
}

resource files 'Microsoft.Storage/storageAccounts/fileServices@2025-01-01' = {
  parent: account
  name: 'default'
}

var accessModes = {
  corpora: 'ReadOnly'
  results: 'ReadWrite'
}

resource shares 'Microsoft.Storage/storageAccounts/fileServices/shares@2025-01-01' = [
  for share in items(accessModes): {
    parent: files
    name: share.key
    properties: { shareQuota: quotaGiB, enabledProtocols: 'SMB' }
  }
]

resource environment 'Microsoft.App/managedEnvironments@2025-01-01' existing = {
  name: environmentName
}

resource mounts 'Microsoft.App/managedEnvironments/storages@2025-01-01' = [
  for (share, i) in items(accessModes): {
    parent: environment
    name: share.key
    properties: {
      azureFile: {
        accountName: account.name
        accountKey: account.listKeys().keys[0].value
        shareName: shares[i].name
        accessMode: share.value
      }
    }
  }
]
