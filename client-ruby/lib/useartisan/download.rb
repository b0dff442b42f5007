# frozen_string_literal: true

require "digest"
require "fileutils"
require "securerandom"

module Useartisan
  # Writes an answer to a file as it comes in. The file appears under its name when all of it is there and is what the
  # server says; until then, and if that never happens, nothing is at its place that was not there before.
  #
  # @private
  class Download
    def initialize(connection, verify:)
      @connection = connection
      @verify = verify
    end

    # @return [String] the path
    def to(url, path)
      partial = "#{path}.#{SecureRandom.hex(8)}.part"
      @connection.stream(url) { |response| write(response, partial) }
      place(partial, path)
      path
    ensure
      FileUtils.rm_f(partial) if partial
    end

    private

    def write(response, partial)
      written = 0
      digest = Digest::SHA256.new
      profiles = ProfileCount.new
      file = create(partial)
      begin
        response.read_body do |piece|
          written += put(file, piece)
          next unless @verify

          digest << piece
          profiles << piece
        end
        finish(file)
      ensure
        file.close unless file.closed?
      end
      check_length(response, written)
      verify(response, digest.base64digest, profiles.count) if @verify
    end

    def check_length(response, written)
      expected = response.content_length
      return if expected.nil? || expected == written

      raise ConnectionError, "The download broke off after #{written} of #{expected} bytes"
    end

    def verify(response, digest, profiles)
      said = response["Repr-Digest"].to_s[/sha-256=:([^:]*):/, 1]
      unsaid("SHA-256") if said.nil?
      raise ConnectionError, "The download's SHA-256 is #{digest}; the server says #{said}" unless said == digest

      manifest = @connection.manifest(response)
      unsaid("manifest") if manifest.nil?
      rows = manifest["rows"]
      rows = rows.is_a?(Hash) ? rows.values_at("expected", "written", "distinct") : []
      return if rows.any? && rows.all?(profiles)

      raise ConnectionError,
            "The download has #{profiles} profiles; its manifest says #{rows.inspect} expected, written and distinct"
    end

    def unsaid(what)
      raise ConnectionError, "The server does not say the download's #{what}; verify: false takes it unchecked"
    end

    # Failures of the disk are told apart from those of the network, which look the same to Ruby.
    def create(path)
      File.open(path, "wbx", 0o600)
    rescue SystemCallError => e
      raise FileError, "#{path} cannot be written: #{e.message}"
    end

    def put(file, piece)
      file.write(piece)
    rescue SystemCallError => e
      raise FileError, "#{file.path} cannot be written: #{e.message}"
    end

    # What is in the file has to outlive a power cut before it gets its name.
    def finish(file)
      file.fsync
      file.close
    rescue SystemCallError => e
      raise FileError, "#{file.path} cannot be written: #{e.message}"
    end

    def place(partial, path)
      File.rename(partial, path)
    rescue SystemCallError => e
      raise FileError, "#{path} cannot be written: #{e.message}"
    end
  end
end
