// Names that the code knows too: a test compares them with Emotion.Pipeline. Event Grid and the functions meet only by these names.

@export()
@description('Blob containers, all private.')
var containers = {
  clips: 'clips'
  models: 'models'
  recordingFeatures: 'recording-features'
  appPackage: 'app-package'
  undeliveredEvents: 'undelivered-events'
}

@export()
@description('Queues. The host would make the poison queues when the first message fails; their triggers wait for them from the start.')
var queues = [
  'clip-features'
  'clip-features-poison'
  'webjobs-blobtrigger-poison'
]

@export()
@description('The tables of results: a row per clip, and a row per window of a recording.')
var resultTables = ['EmotionResults', 'EmotionSegments']

@export()
@description('The function that clips trigger.')
var extractFunction = 'ExtractFeatures'
