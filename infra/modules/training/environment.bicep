// Where the training job runs: a Container Apps environment with a workload profile that has a GPU. Nothing is paid for while no job runs.

param name string
param location string
param tags object
param workspaceId string

@description('The workload profile; which regions have which GPU: az containerapp env workload-profile list-supported --location REGION.')
param workloadProfileType string

resource environment 'Microsoft.App/managedEnvironments@2025-01-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    appLogsConfiguration: { destination: 'azure-monitor' } // the workspace by the setting below; the other way takes its shared key
    workloadProfiles: concat(
      [{ name: 'Consumption', workloadProfileType: 'Consumption' }],
      workloadProfileType == 'Consumption' ? [] : [{ name: workloadProfileType, workloadProfileType: workloadProfileType }]
    )
  }
}

resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: environment
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'ContainerAppConsoleLogs', enabled: true }, { category: 'ContainerAppSystemLogs', enabled: true }]
  }
}

output id string = environment.id
