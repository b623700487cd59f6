// Parameters from environment variables. `azd env set NAME VALUE` sets them for azd; for az, export them. Nothing here is secret.
// What is not set has the value of main.bicep; README.md lists all.

using 'main.bicep'

param location = readEnvironmentVariable('AZURE_LOCATION')
param tags = { 'azd-env-name': readEnvironmentVariable('AZURE_ENV_NAME', 'emotion') }

param storageAccountName = readEnvironmentVariable('EMOTION_STORAGE_ACCOUNT', '')
param functionAppName = readEnvironmentVariable('EMOTION_FUNCTION_APP', '')
param storageSku = readEnvironmentVariable('STORAGE_SKU', 'Standard_LRS')
param softDeleteDays = int(readEnvironmentVariable('SOFT_DELETE_DAYS', '7'))
param deleteClipsAfterDays = int(readEnvironmentVariable('DELETE_CLIPS_AFTER_DAYS', '0'))

param functionsHosting = readEnvironmentVariable('FUNCTIONS_HOSTING', 'IsolatedWorker')
param instanceMemoryMB = any(int(readEnvironmentVariable('INSTANCE_MEMORY_MB', '2048'))) // one of three; checked on deployment
param maximumInstanceCount = int(readEnvironmentVariable('MAXIMUM_INSTANCE_COUNT', '40'))

param logRetentionDays = int(readEnvironmentVariable('LOG_RETENTION_DAYS', '30'))
param logDailyCapGb = int(readEnvironmentVariable('LOG_DAILY_CAP_GB', '1'))

param principalId = readEnvironmentVariable('AZURE_PRINCIPAL_ID', '') // azd: whoever is signed in
param principalType = readEnvironmentVariable('AZURE_PRINCIPAL_TYPE', 'User')

param deployTraining = bool(readEnvironmentVariable('DEPLOY_TRAINING', 'false'))
param trainingWorkloadProfile = readEnvironmentVariable('TRAINING_WORKLOAD_PROFILE', 'Consumption-GPU-NC8as-T4')
param trainingImage = readEnvironmentVariable('TRAINING_IMAGE', '')
param trainingCorpora = readEnvironmentVariable('TRAINING_CORPORA', 'ravdess=/data/ravdess;crema-d=/data/crema-d')
param trainingSettings = json(readEnvironmentVariable('TRAINING_SETTINGS', '{}'))
param trainingSchedule = readEnvironmentVariable('TRAINING_SCHEDULE', '')
param trainingTimeoutSeconds = int(readEnvironmentVariable('TRAINING_TIMEOUT_SECONDS', '86400'))
param trainingShareQuotaGiB = int(readEnvironmentVariable('TRAINING_SHARE_QUOTA_GIB', '100'))
