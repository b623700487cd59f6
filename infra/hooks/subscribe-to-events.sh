#!/bin/sh
# Deploys the event subscription, once the function app answers. azd runs this after `azd deploy`; by hand, set the variables first:
# AZURE_SUBSCRIPTION_ID, AZURE_RESOURCE_GROUP, AZURE_STORAGE_ACCOUNT, AZURE_FUNCTION_APP, AZURE_EVENT_TOPIC.
set -eu

if ! command -v az >/dev/null; then
  echo "The Azure CLI (az) is not installed; see https://aka.ms/install-az. Without the event subscription no clip is noticed." >&2
  exit 1
fi

template="$(dirname "$0")/../event-subscription.bicep"
attempts=6
attempt=1

# The key appears when the host has loaded the new package, a minute or two after it was uploaded.
until az deployment group create --only-show-errors --output none \
  --name event-subscription \
  --subscription "$AZURE_SUBSCRIPTION_ID" \
  --resource-group "$AZURE_RESOURCE_GROUP" \
  --template-file "$template" \
  --parameters storageAccountName="$AZURE_STORAGE_ACCOUNT" \
  functionAppName="$AZURE_FUNCTION_APP" \
  eventTopicName="$AZURE_EVENT_TOPIC"; do
  if [ "$attempt" -ge "$attempts" ]; then
    echo "The function app $AZURE_FUNCTION_APP did not answer. Look at its log, then run 'azd hooks run postdeploy'." >&2
    exit 1
  fi
  attempt=$((attempt + 1))
  echo "The function app is not ready yet; attempt $attempt of $attempts in 30 seconds."
  sleep 30
done

echo "New clips in $AZURE_STORAGE_ACCOUNT now reach $AZURE_FUNCTION_APP."
