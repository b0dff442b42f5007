# frozen_string_literal: true

require_relative "useartisan/version"
require_relative "useartisan/error"
require_relative "useartisan/connection"
require_relative "useartisan/profile_count"
require_relative "useartisan/download"
require_relative "useartisan/client"

# A client for the Artisan interface of a Muster server. Start at {Client}.
module Useartisan
end
