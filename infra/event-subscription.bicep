// Tells the function app of new clips. Deployed after the code: Event Grid takes only an endpoint that answers it, and the endpoint's key
// is made when the host first loads the blob trigger. The template reads that key itself, so it passes through no shell, file or log.

targetScope = 'resourceGroup'

import { containers, extractFunction } from 'modules/names.bicep'

@description('Output AZURE_STORAGE_ACCOUNT of main.bicep.')
param storageAccountName string

@description('Output AZURE_FUNCTION_APP of main.bicep.')
param functionAppName string

@description('Output AZURE_EVENT_TOPIC of main.bicep.')
param eventTopicName string

resource account 'Microsoft.Storage/storageAccounts@2025-01-01' existing = {
  name: storageAccountName
}

resource app 'Microsoft.Web/sites@2024-11-01' existing = {
  name: functionAppName
}

resource topic 'Microsoft.EventGrid/systemTopics@2025-02-15' existing = {
  name: eventTopicName
}

var key = listKeys('${app.id}/host/default', '2024-11-01').systemKeys.blobs_extension
var address = 'https://${app.properties.defaultHostName}/runtime/webhooks/blobs'

resource newClips 'Microsoft.EventGrid/systemTopics/eventSubscriptions@2025-02-15' = {
  parent: topic
  name: 'new-clips'
  properties: {
    eventDeliverySchema: 'EventGridSchema'
    filter: {
      includedEventTypes: ['Microsoft.Storage.BlobCreated']
      // To the slash: without it, container clips-old would match too.
      subjectBeginsWith: '/blobServices/default/containers/${containers.clips}/blobs/'
      isSubjectCaseSensitive: true
      // The calls after which a blob is whole. On accounts with folders, a create or append without FlushWithClose is not.
      advancedFilters: [
        {
          operatorType: 'StringIn'
          key: 'data.api'
          values: ['PutBlob', 'PutBlockList', 'CopyBlob', 'FlushWithClose']
        }
      ]
    }
    destination: {
      endpointType: 'WebHook'
      properties: {
        endpointUrl: '${address}?functionName=Host.Functions.${extractFunction}&code=${key}'
        maxEventsPerBatch: 1
        preferredBatchSizeInKilobytes: 64
        minimumTlsVersionAllowed: '1.2'
      }
    }
    // A day of retries, ever further apart; what cannot be delivered by then is kept, so that no clip is lost without a trace.
    retryPolicy: {
      maxDeliveryAttempts: 30
      eventTimeToLiveInMinutes: 1440
    }
    deadLetterWithResourceIdentity: {
      identity: { type: 'SystemAssigned' }
      deadLetterDestination: {
        endpointType: 'StorageBlob'
        properties: {
          resourceId: account.id
          blobContainerName: containers.undeliveredEvents
        }
      }
    }
  }
}
