# frozen_string_literal: true

require_relative "lib/useartisan/version"

Gem::Specification.new do |spec|
  spec.name = "useartisan"
  spec.version = Useartisan::VERSION
  spec.authors = ["Muster contributors"]
  spec.summary = "Client for the Artisan interface of Muster"
  spec.description = "Lists, exports and downloads segments and profiles. Needs nothing but Ruby's standard library."
  spec.license = "Apache-2.0"
  spec.required_ruby_version = ">= 3.1"
  spec.files = Dir.chdir(__dir__) { Dir["lib/**/*.rb"].sort + %w[README.md LICENSE] }
  spec.require_paths = ["lib"]
  spec.metadata = {"rubygems_mfa_required" => "true"}
end
