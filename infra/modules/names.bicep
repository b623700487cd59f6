// Names that the code knows too: a test compares them with Emotion.Pipeline. Event Grid and the functions meet only by these names.

@export()
@description('Blob containers, all private.')
var containers = {
  clips: 'clips'
  models: 'models'
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
@description('The table of results.')
var resultsTable = 'EmotionResults'

@export()
@description('The function that clips trigger.')
var extractFunction = 'ExtractFeatures'
