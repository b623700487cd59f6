// The training job: started by hand, or by a schedule as well. What the variables mean: docs/training-job.md.

param name string
param location string
param tags object
param environmentId string
param workloadProfileType string

@description('The image, with its tag or, better, its digest.')
param image string

@description('The registry that the image lies in.')
param registryServer string

param identityId string
param identityClientId string
param storageAccountName string

@description('EMOTION_CORPORA: known corpora as NAME=DIR, separated by semicolons.')
param corpora string

@description('Further EMOTION_ variables and their values.')
param settings object

@description('When to train, as a cron expression of five fields in UTC; empty: only by hand.')
param schedule string

@description('Seconds after which a run is stopped.')
@minValue(60)
param timeoutSeconds int

// The whole of the smallest machine that a profile gives; a GPU is handed out whole.
var sizes = {
  'Consumption-GPU-NC8as-T4': { cpu: 8, memory: '56Gi' }
  'Consumption-GPU-NC24-A100': { cpu: 24, memory: '220Gi' }
  Consumption: { cpu: 4, memory: '8Gi' }
}

var scheduled = !empty(schedule)
var oneAtATime = { parallelism: 1, replicaCompletionCount: 1 }

// A job that finds its own finished run in EMOTION_OUT only publishes it again. So a scheduled one gets a folder per execution, while one
// that is started by hand goes on where it was stopped.
var freshFolder = {
  command: ['/bin/sh', '-c']
  args: ['EMOTION_OUT="/out/$CONTAINER_APP_JOB_EXECUTION_NAME" exec /usr/share/dotnet/dotnet /app/Emotion.Training.dll job']
}

var variables = union(
  {
    EMOTION_CORPORA: corpora
    AzureWebJobsStorage__accountName: storageAccountName
    AZURE_CLIENT_ID: identityClientId
  },
  settings
)

resource job 'Microsoft.App/jobs@2025-01-01' = {
  name: name
  location: location
  tags: tags
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    environmentId: environmentId
    workloadProfileName: workloadProfileType
    configuration: {
      triggerType: scheduled ? 'Schedule' : 'Manual'
      manualTriggerConfig: scheduled ? null : oneAtATime
      scheduleTriggerConfig: scheduled ? { ...oneAtATime, cronExpression: schedule } : null
      replicaTimeout: timeoutSeconds
      replicaRetryLimit: 0 // exit code 3 is an answer, not a fault to repeat
      registries: [{ server: registryServer, identity: identityId }]
    }
    template: {
      containers: [
        {
          name: 'training'
          image: image
          ...(scheduled ? freshFolder : {})
          resources: sizes[workloadProfileType]
          env: map(items(variables), variable => { name: variable.key, value: variable.value })
          volumeMounts: [
            { volumeName: 'corpora', mountPath: '/data' }
            { volumeName: 'results', mountPath: '/out' }
          ]
        }
      ]
      volumes: [
        { name: 'corpora', storageType: 'AzureFile', storageName: 'corpora' }
        {
          name: 'results'
          storageType: 'AzureFile'
          storageName: 'results'
          mountOptions: 'uid=10001,gid=10001,dir_mode=0700,file_mode=0600' // the image's user
        }
      ]
    }
  }
}
