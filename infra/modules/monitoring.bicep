// Where logs, traces and metrics go: Application Insights on a Log Analytics workspace. Senders sign in; the key in the connection string
// alone opens nothing.

param workspaceName string
param componentName string
param location string
param tags object

@description('Days for which logs are kept; 31 are included in the price of taking them in.')
@minValue(30)
@maxValue(730)
param retentionDays int

@description('GB a day after which the workspace takes in no more until the next day; -1 for no limit.')
@minValue(-1)
param dailyCapGb int

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-02-01' = {
  name: workspaceName
  location: location
  tags: tags
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: retentionDays
    workspaceCapping: { dailyQuotaGb: dailyCapGb }
    features: { disableLocalAuth: true, enableLogAccessUsingOnlyResourcePermissions: true }
  }
}

resource component 'Microsoft.Insights/components@2020-02-02' = {
  name: componentName
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
    IngestionMode: 'LogAnalytics'
    DisableLocalAuth: true
  }
}

output workspaceId string = workspace.id
