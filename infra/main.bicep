// The pipeline on Azure, all but the event subscription: that one needs the deployed code (event-subscription.bicep).
//
// At the scope of a resource group, not of the subscription: one file serves azd (which asks for the group, or makes it) and
// `az deployment group create`, and whoever deploys needs rights in that group only.

targetScope = 'resourceGroup'

@description('Region of everything.')
param location string = resourceGroup().location

@description('Tags of everything.')
param tags object = {}

@description('Name of the storage account, which people type: emotion upload --storage NAME. Empty: made up.')
@maxLength(24)
param storageAccountName string = ''

@description('Name of the function app. At most 32 characters: the host tells apps apart by those. Empty: made up.')
@maxLength(32)
param functionAppName string = ''

@description('Redundancy of the storage account.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS'])
param storageSku string = 'Standard_LRS'

@description('Days for which deleted and overwritten blobs can be restored; 0 for none.')
@minValue(0)
@maxValue(365)
param softDeleteDays int = 7

@description('Days after which clips are deleted, counted from their last write; 0 to keep them.')
@minValue(0)
param deleteClipsAfterDays int = 0

@description('How the functions are hosted; the build must be of the same kind.')
@allowed(['IsolatedWorker', 'CustomHandler'])
param functionsHosting string = 'IsolatedWorker'

@description('Memory of an instance, in MB.')
@allowed([512, 2048, 4096])
param instanceMemoryMB int = 2048

@description('The most instances of one function at a time: an upper bound to speed and cost. Flex Consumption takes 40 and more.')
@minValue(40)
@maxValue(1000)
param maximumInstanceCount int = 40

@description('Days for which logs are kept.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 30

@description('GB of logs a day after which no more are taken in until the next day; -1 for no limit.')
@minValue(-1)
param logDailyCapGb int = 1

@description('Who may upload clips, publish models and read results: the object ID of a person, group or principal. Empty: nobody yet.')
param principalId string = ''

@description('What that ID is of.')
@allowed(['User', 'Group', 'ServicePrincipal'])
param principalType string = 'User'

@description('Whether to deploy what training needs. It asks for a quota of GPUs.')
param deployTraining bool = false

@description('The machine that trains.')
@allowed(['Consumption-GPU-NC8as-T4', 'Consumption-GPU-NC24-A100', 'Consumption'])
param trainingWorkloadProfile string = 'Consumption-GPU-NC8as-T4'

@description('The image of the training job, in the registry that is deployed for it. Empty: no job yet.')
param trainingImage string = ''

@description('EMOTION_CORPORA of the training job; share corpora is mounted at /data.')
param trainingCorpora string = 'ravdess=/data/ravdess;crema-d=/data/crema-d'

@description('Further EMOTION_ variables of the training job, by name.')
param trainingSettings object = {}

@description('When to train, as a cron expression of five fields in UTC. Empty: only by hand.')
param trainingSchedule string = ''

@description('Seconds after which a training run is stopped.')
@minValue(60)
param trainingTimeoutSeconds int = 86400

@description('The largest size of the shares for corpora and results, in GiB each.')
@minValue(1)
@maxValue(102400)
param trainingShareQuotaGiB int = 100

var token = uniqueString(resourceGroup().id)
var accountName = empty(storageAccountName) ? 'stemotion${token}' : storageAccountName
var appName = empty(functionAppName) ? 'func-emotion-${token}' : functionAppName
var componentName = 'appi-emotion-${token}'
var topicName = 'evgt-emotion-${token}'

module storage 'modules/storage.bicep' = {
  params: {
    name: accountName
    location: location
    tags: tags
    sku: storageSku
    softDeleteDays: softDeleteDays
  }
}

module clipExpiry 'modules/clip-expiry.bicep' = if (deleteClipsAfterDays > 0) {
  params: {
    storageAccountName: accountName
    days: max(1, deleteClipsAfterDays)
  }
  dependsOn: [storage]
}

module eventTopic 'modules/event-topic.bicep' = {
  params: {
    name: topicName
    location: location
    tags: tags
    storageAccountName: accountName
  }
  dependsOn: [storage]
}

module monitoring 'modules/monitoring.bicep' = {
  params: {
    workspaceName: 'log-emotion-${token}'
    componentName: componentName
    location: location
    tags: tags
    retentionDays: logRetentionDays
    dailyCapGb: logDailyCapGb
  }
}

// User-assigned: it has its roles before the app starts for the first time.
resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'id-emotion-functions-${token}'
  location: location
  tags: tags
}

module functionRoles 'modules/function-roles.bicep' = {
  params: {
    identityName: identity.name
    principalId: identity.properties.principalId
    storageAccountName: accountName
    applicationInsightsName: componentName
  }
  dependsOn: [storage, monitoring]
}

module functionApp 'modules/function-app.bicep' = {
  params: {
    name: appName
    planName: 'plan-emotion-${token}'
    location: location
    tags: tags
    serviceName: 'functions'
    hosting: functionsHosting
    instanceMemoryMB: instanceMemoryMB
    maximumInstanceCount: maximumInstanceCount
    identityId: identity.id
    identityClientId: identity.properties.clientId
    storageAccountName: accountName
    applicationInsightsName: componentName
  }
  dependsOn: [functionRoles]
}

module researcherRoles 'modules/researcher-roles.bicep' = if (!empty(principalId)) {
  params: {
    principalId: principalId
    principalType: principalType
    storageAccountName: accountName
  }
  dependsOn: [storage]
}

module training 'modules/training/training.bicep' = if (deployTraining) {
  params: {
    token: token
    location: location
    tags: tags
    storageAccountName: accountName
    workspaceId: monitoring.outputs.workspaceId
    workloadProfileType: trainingWorkloadProfile
    image: trainingImage
    corpora: trainingCorpora
    settings: trainingSettings
    schedule: trainingSchedule
    timeoutSeconds: trainingTimeoutSeconds
    shareQuotaGiB: trainingShareQuotaGiB
  }
  dependsOn: [storage]
}

// azd keeps the outputs as variables of its environment, for hooks and, since MSBuild reads variables as properties, for the build:
// FunctionsHosting makes `azd deploy` build the kind of app that was provisioned. See azure.yaml.
output AZURE_STORAGE_ACCOUNT string = accountName
output AZURE_FUNCTION_APP string = appName
output AZURE_EVENT_TOPIC string = topicName
output AZURE_TRAINING_REGISTRY string = training.?outputs.registryName ?? ''
output AZURE_TRAINING_REGISTRY_SERVER string = training.?outputs.registryServer ?? ''
output AZURE_TRAINING_SHARES string = training.?outputs.shareAccountName ?? ''
output AZURE_TRAINING_JOB string = training.?outputs.jobName ?? ''
output FunctionsHosting string = functionsHosting
