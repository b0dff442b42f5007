#!/bin/sh
# Every request of the User Segments Export guide, as its curl lines but for host and keys.
#
#   guide.sh SEGMENT_ID
#
# MUSTER_URL, API_KEY and ACCESS_TOKEN say where the server is and who asks.
set -eu

segment=$1

# An example curl
curl -sS -o /dev/null -w '%{http_code}\n' -u "$API_KEY:$ACCESS_TOKEN" "$MUSTER_URL"

# List User Segments
curl -s -u "$API_KEY:$ACCESS_TOKEN" "$MUSTER_URL/service/v1/segments/list"
echo

# Request User Segments Export
export=$(curl -s -u "$API_KEY:$ACCESS_TOKEN" -H 'Content-Type: application/json' "$MUSTER_URL/service/v1/segments/export/" -d'{
"segmentId": "'"$segment"'",
"outputFormat": "csv"
}')
echo "$export"
exportId=$(echo "$export" | sed -n 's/.*"exportId":"\([^"]*\)".*/\1/p')

# Check User Segment Export Status
status=PENDING
while [ "$status" = PENDING ]; do
  sleep 0.2
  export=$(curl -s -u "$API_KEY:$ACCESS_TOKEN" "$MUSTER_URL/service/v1/segments/export/$exportId")
  status=$(echo "$export" | sed -n 's/.*"status":"\([^"]*\)".*/\1/p')
done
echo "$export"

# The file, where it is on this server; a place in S3 is for a client of S3.
filename=$(echo "$export" | sed -n 's/.*"filename":"\([^"]*\)".*/\1/p')
case $filename in
  http*) curl -s "$filename" ;;
  *) echo "$filename is ${status}" ;;
esac
