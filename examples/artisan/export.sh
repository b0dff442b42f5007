#!/bin/sh
# Exports a segment and downloads it: list, export, poll, download.
#
#   export.sh APP SEGMENT FILE
#
# MUSTER_URL, PUBLIC_KEY and SECRET_KEY say where the server is and who asks.
set -eu

app=$1 segment=$2 file=$3
api="$MUSTER_URL/public/api"
partial="$file.part"
trap 'rm -f "$partial"' EXIT

request() {
  curl --silent --show-error --fail-with-body \
    --header "Authorization: Token token=\"$SECRET_KEY\"" --header "public-api-key: $PUBLIC_KEY" "$@"
}

# The first text member of that name; ids and states have nothing in them that JSON would escape.
member() {
  sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p"
}

request "$api/apps/$app/segments/"
echo

job=$(request --request POST "$api/apps/$app/segments/$segment" | member job)

status=QUEUED
while [ "$status" = QUEUED ] || [ "$status" = RUNNING ]; do
  sleep 0.2
  status=$(request "$api/jobs/$job" | member status)
done
if [ "$status" != COMPLETE ]; then
  echo "job $job is $status" >&2
  exit 1
fi

request --output "$partial" "$api/jobs/$job/download"
mv "$partial" "$file"
echo "$file"
