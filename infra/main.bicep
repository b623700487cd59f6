// What azd deploys: a resource group and everything in it. At the scope of the subscription, so that `azd up` needs no group made
// beforehand and `azd down` deletes the group with all that it holds. Whoever may not make groups deploys resources.bicep into theirs.

targetScope = 'subscription'

@description('The azd environment; it names the resource group.')
@minLength(1)
@maxLength(64)
param environmentName string

@description('Region of everything. Flex Consumption must be offered there, and for training the GPU.')
@metadata({ azd: { type: 'location' } })
param location string

@description('Name of the resource group. Empty: rg- and the environment.')
param resourceGroupName string = ''

param storageAccountName string = ''
param functionAppName string = ''
param storageSku string = 'Standard_LRS'
param softDeleteDays int = 7
param deleteClipsAfterDays int = 0
param functionsHosting string = 'IsolatedWorker'
param instanceMemoryMB int = 2048
param maximumInstanceCount int = 40
param logRetentionDays int = 30
param logDailyCapGb int = 1
param principalId string = ''
param principalType string = 'User'
param deployTraining bool = false
param trainingWorkloadProfile string = 'Consumption-GPU-NC8as-T4'
param trainingImage string = ''
param trainingCorpora string = 'ravdess=/data/ravdess;crema-d=/data/crema-d'
param trainingSettings object = {}
param trainingSchedule string = ''
param trainingTimeoutSeconds int = 86400
param trainingShareQuotaGiB int = 100

var tags = { 'azd-env-name': environmentName }

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: empty(resourceGroupName) ? 'rg-${environmentName}' : resourceGroupName
  location: location
  tags: tags
}

module resources 'resources.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
  }
}
