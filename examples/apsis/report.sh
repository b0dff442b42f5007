#!/bin/sh
# A report of the profiles in a segment: asked for, polled with exponential back-off, downloaded in three forms.
#
#   report.sh SEGMENT_DISCRIMINATOR FILE
#
# MUSTER_URL, CLIENT_ID and CLIENT_SECRET say where the server is and who asks. Makes FILE.csv, FILE.csv.gz and FILE.xlsx.
set -eu

segment=$1 file=$2

# The first text member of that name in the answer to a request; where that is refused, its words and the end.
ask() {
  name=$1
  shift
  answer=$(curl --silent --show-error --fail-with-body "$@") || { printf '%s\n' "$answer" >&2; exit 1; }
  printf '%s\n' "$answer" | sed -n "s/.*\"$name\":\"\([^\"]*\)\".*/\1/p"
}

token=$(ask access_token \
  --data grant_type=client_credentials \
  --data-urlencode "client_id=$CLIENT_ID" --data-urlencode "client_secret=$CLIENT_SECRET" \
  "$MUSTER_URL/oauth/token")

poll_url=$(ask poll_url \
  --header "Authorization: Bearer $token" --header 'Content-Type: application/json' \
  --data "{\"segment_discriminators\": [\"$segment\"]}" \
  "$MUSTER_URL/audience/profiles/reports/segments")

# Not found until the report is ready; curl waits one second, then two, four, eight …
curl --silent --show-error --fail --retry 10 --retry-all-errors \
  --header "Authorization: Bearer $token" --output "$file.csv" "$poll_url"
curl --silent --show-error --fail \
  --header "Authorization: Bearer $token" --header 'Accept-Encoding: gzip' --output "$file.csv.gz" "$poll_url"
curl --silent --show-error --fail --header "Authorization: Bearer $token" \
  --header 'Accept: application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' --output "$file.xlsx" "$poll_url"
ls "$file.csv" "$file.csv.gz" "$file.xlsx"
