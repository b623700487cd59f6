// The function app on a Flex Consumption plan: no instance while nothing happens, and each function scales by itself.
// Its identity is the only key that it has: to its package, to storage and to Application Insights.

import { containers } from 'names.bicep'

param name string
param planName string
param location string
param tags object

@description('The name of the service in azure.yaml, by which azd finds this app.')
param serviceName string

@allowed(['IsolatedWorker', 'CustomHandler'])
param hosting string

@allowed([512, 2048, 4096])
param instanceMemoryMB int

@minValue(40)
@maxValue(1000)
param maximumInstanceCount int

@description('The identity that the app runs as.')
param identityId string

param identityClientId string
param storageAccountName string
param applicationInsightsName string

resource account 'Microsoft.Storage/storageAccounts@2025-01-01' existing = {
  name: storageAccountName
}

resource component 'Microsoft.Insights/components@2020-02-02' existing = {
  name: applicationInsightsName
}

// host.json is the same for both hostings; what a custom handler needs beyond it are settings, as in local.settings.sample.json.
var customHandler = {
  AzureFunctionsJobHost__customHandler__description__defaultExecutablePath: 'Emotion.Functions'
  AzureFunctionsJobHost__customHandler__enableForwardingHttpRequest: 'true'
  AzureFunctionsJobHost__extensionBundle__id: 'Microsoft.Azure.Functions.ExtensionBundle'
  AzureFunctionsJobHost__extensionBundle__version: '[4.*, 5.0.0)'
}

resource plan 'Microsoft.Web/serverfarms@2024-11-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { tier: 'FlexConsumption', name: 'FC1' }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2024-11-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': serviceName })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    clientAffinityEnabled: false
    siteConfig: {
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
    }
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${account.properties.primaryEndpoints.blob}${containers.appPackage}'
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      // Exactly as `az functionapp list-flexconsumption-runtimes` writes them: with version 10 for 10.0 the app is made and never starts.
      runtime: hosting == 'IsolatedWorker' ? { name: 'dotnet-isolated', version: '10.0' } : { name: 'custom', version: '1.0' }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstanceCount
      }
    }
  }
}

resource settings 'Microsoft.Web/sites/config@2024-11-01' = {
  parent: app
  name: 'appsettings'
  properties: union(
    {
      // For the host's triggers and for Emotion.Pipeline alike. All three services: poison queues need the queues' address.
      AzureWebJobsStorage__blobServiceUri: account.properties.primaryEndpoints.blob
      AzureWebJobsStorage__queueServiceUri: account.properties.primaryEndpoints.queue
      AzureWebJobsStorage__tableServiceUri: account.properties.primaryEndpoints.table
      AzureWebJobsStorage__credential: 'managedidentity'
      AzureWebJobsStorage__clientId: identityClientId
      APPLICATIONINSIGHTS_CONNECTION_STRING: component.properties.ConnectionString
      APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
    },
    hosting == 'CustomHandler' ? customHandler : {}
  )
}

// Flex Consumption has no FTP; the password of the deployment site is closed too. azd, az and func deploy with the person's own sign-in.
resource noFtpPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-11-01' = {
  parent: app
  name: 'ftp'
  properties: { allow: false }
}

resource noDeploymentPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-11-01' = {
  parent: app
  name: 'scm'
  properties: { allow: false }
}
