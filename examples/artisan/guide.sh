#!/bin/sh
# Every request of the Artisan API reference guide, one curl line each.
#
#   guide.sh APP SEGMENT DEVICE_ID,DEVICE_ID SHARED_USER_ID,SHARED_USER_ID
#
# MUSTER_URL, PUBLIC_KEY and SECRET_KEY say where the server is and who asks.
set -eu

app=$1 segment=$2 device_ids=$3 shared_user_ids=$4
device_id=${device_ids%%,*} shared_user_id=${shared_user_ids%%,*}

# The four headers that the guide puts on every call.
request() {
  curl --silent --show-error --fail-with-body \
    --header 'Accept-Encoding: application/json' \
    --header 'Content-Type: application/json' \
    --header "Authorization: Token token=\"$SECRET_KEY\"" \
    --header "public-api-key: $PUBLIC_KEY" \
    "$@"
  echo
}

# Getting Job Status
request "$MUSTER_URL/public/api/status"

# Listing Segments
request "$MUSTER_URL/public/api/apps/$app/segments/"

# Exporting Segments
request --request POST "$MUSTER_URL/public/api/apps/$app/segments/$segment"

# Downloading Segments: not found until the export is ready, and Retry-After says when to ask again, which curl obeys.
request --retry 30 --retry-all-errors --no-buffer "$MUSTER_URL/public/api/apps/$app/segments/$segment/download"

# Getting User Profiles by Artisan ID
request "$MUSTER_URL/public/api/apps/$app/users/$device_id"
request --request GET --data "{\"ids\": \"$device_ids\"}" "$MUSTER_URL/public/api/apps/$app/users"

# Getting User Profiles by Shared User ID
request --request GET --data '{"source": "custom"}' "$MUSTER_URL/public/api/apps/$app/users/$shared_user_id"
request --request GET --data "{\"source\": \"custom\", \"ids\": \"$shared_user_ids\"}" \
  "$MUSTER_URL/public/api/apps/$app/users"
