#!/bin/sh
# Every request of the Applications guide, as its curl lines but for the host.
#
#   guide.sh USER_ID APPLICATION_ID
#
# MUSTER_URL says where the server is, ACCESS_TOKEN who asks.
set -eu

USER_ID=$1 id=$2

# Retrieving Applications
curl -v "$MUSTER_URL/api/applications?user_id=$USER_ID" -H "X-Access-Token: $ACCESS_TOKEN"
echo

# A request without a "user_id" is redirected accordingly.
curl -v --location "$MUSTER_URL/api/applications" -H "X-Access-Token: $ACCESS_TOKEN"
echo

# Retrieving an Application
curl -v "$MUSTER_URL/api/applications/$id" -H "X-Access-Token: $ACCESS_TOKEN"
echo
