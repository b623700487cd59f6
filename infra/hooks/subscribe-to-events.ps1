# Deploys the event subscription, once the function app answers. azd runs this after `azd deploy`; by hand, set the variables first:
# AZURE_SUBSCRIPTION_ID, AZURE_RESOURCE_GROUP, AZURE_STORAGE_ACCOUNT, AZURE_FUNCTION_APP, AZURE_EVENT_TOPIC.
$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $false # a failed attempt is tried again below

if (-not (Get-Command az -ErrorAction SilentlyContinue)) {
    throw 'The Azure CLI (az) is not installed; see https://aka.ms/install-az. Without the event subscription no clip is noticed.'
}

$template = Join-Path $PSScriptRoot '..' 'event-subscription.bicep'
$attempts = 6

# The key appears when the host has loaded the new package, a minute or two after it was uploaded.
for ($attempt = 1; $attempt -le $attempts; $attempt++) {
    az deployment group create --only-show-errors --output none `
        --name event-subscription `
        --subscription $env:AZURE_SUBSCRIPTION_ID `
        --resource-group $env:AZURE_RESOURCE_GROUP `
        --template-file $template `
        --parameters "storageAccountName=$env:AZURE_STORAGE_ACCOUNT" `
        "functionAppName=$env:AZURE_FUNCTION_APP" `
        "eventTopicName=$env:AZURE_EVENT_TOPIC"
    if ($LASTEXITCODE -eq 0) {
        Write-Host "New clips in $env:AZURE_STORAGE_ACCOUNT now reach $env:AZURE_FUNCTION_APP."
        exit 0
    }
    if ($attempt -lt $attempts) {
        Write-Host "The function app is not ready yet; attempt $($attempt + 1) of $attempts in 30 seconds."
        Start-Sleep -Seconds 30
    }
}

throw "The function app $env:AZURE_FUNCTION_APP did not answer. Look at its log, then run 'azd hooks run postdeploy'."
