# frozen_string_literal: true

module Useartisan
  # The version of this gem.
  VERSION = "0.1.0"
end
