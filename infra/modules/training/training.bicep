// Training: where it runs, what it reads and writes, what it may do. The job itself comes once there is an image for it.

@description('The part of every name that tells this deployment from others.')
param token string

param location string
param tags object
param storageAccountName string
param workspaceId string

@allowed(['Consumption-GPU-NC8as-T4', 'Consumption-GPU-NC24-A100', 'Consumption'])
param workloadProfileType string

param image string
param corpora string
param settings object
param schedule string
param timeoutSeconds int
param shareQuotaGiB int

var registryName = 'cremotion${token}'
var environmentName = 'cae-emotion-${token}'
var shareAccountName = 'stfiles${token}'
var jobName = 'emotion-training'

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'id-emotion-training-${token}'
  location: location
  tags: tags
}

module publishesModels 'publishes-models.bicep' = {
  params: {
    identityName: identity.name
    principalId: identity.properties.principalId
    storageAccountName: storageAccountName
  }
}

module registry 'registry.bicep' = {
  params: {
    name: registryName
    location: location
    tags: tags
    pullerName: identity.name
    pullerPrincipalId: identity.properties.principalId
  }
}

module environment 'environment.bicep' = {
  params: {
    name: environmentName
    location: location
    tags: tags
    workspaceId: workspaceId
    workloadProfileType: workloadProfileType
  }
}

module shares 'shares.bicep' = {
  params: {
    name: shareAccountName
    location: location
    tags: tags
    environmentName: environmentName
    quotaGiB: shareQuotaGiB
  }
  dependsOn: [environment]
}

module job 'job.bicep' = if (!empty(image)) {
  params: {
    name: jobName
    location: location
    tags: tags
    environmentId: environment.outputs.id
    workloadProfileType: workloadProfileType
    image: image
    registryServer: registry.outputs.loginServer
    identityId: identity.id
    identityClientId: identity.properties.clientId
    storageAccountName: storageAccountName
    corpora: corpora
    settings: settings
    schedule: schedule
    timeoutSeconds: timeoutSeconds
  }
  dependsOn: [publishesModels, shares]
}

output registryName string = registryName
output registryServer string = registry.outputs.loginServer
output shareAccountName string = shareAccountName
output jobName string = empty(image) ? '' : jobName
