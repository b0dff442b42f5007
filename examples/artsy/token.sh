#!/bin/sh
# Prints an access token: of a user where EMAIL and PASSWORD are there, else of the application itself.
#
# MUSTER_URL, CLIENT_ID and CLIENT_SECRET say where the server is and who asks.
set -eu

token() {
  curl --silent --show-error --fail-with-body \
    --data-urlencode "client_id=$CLIENT_ID" --data-urlencode "client_secret=$CLIENT_SECRET" "$@" \
    "$MUSTER_URL/oauth2/access_token" | sed -n 's/.*"access_token":"\([^"]*\)".*/\1/p'
}

if [ -n "${EMAIL-}" ]; then
  token --data grant_type=credentials --data-urlencode "email=$EMAIL" --data-urlencode "password=$PASSWORD"
else
  token --data grant_type=client_credentials
fi
