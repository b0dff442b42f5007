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

# The first text member of that name in the answer; where that is refused, its words and the end. Ids and states have
# nothing in them that JSON would escape.
ask() {
  name=$1
  shift
  answer=$(request "$@") || { printf '%s\n' "$answer" >&2; exit 1; }
  printf '%s\n' "$answer" | sed -n "s/.*\"$name\":\"\([^\"]*\)\".*/\1/p"
}

request "$api/apps/$app/segments/"
echo

job=$(ask job --request POST "$api/apps/$app/segments/$segment")

status=QUEUED
while [ "$status" = QUEUED ] || [ "$status" = RUNNING ]; do
  sleep 0.2
  status=$(ask status "$api/jobs/$job")
done
if [ "$status" != COMPLETE ]; then
  echo "job $job is $status" >&2
  exit 1
fi

request --output "$partial" "$api/jobs/$job/download"
mv "$partial" "$file"
echo "$file"
