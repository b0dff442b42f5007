# frozen_string_literal: true

require "json"
require "net/http"
require "openssl"
require "uri"

module Useartisan
  # Sends requests with the keys of one client. Holds no connection open, so it may be shared by threads.
  #
  # @private
  class Connection
    # What Ruby raises where a server cannot be reached, or stops in the middle.
    BROKEN = [
      SystemCallError, SocketError, IOError, Timeout::Error, OpenSSL::SSL::SSLError, Net::HTTPBadResponse,
      Net::ProtocolError
    ].freeze

    # The server takes JSON of 250 levels, and gives it with some around it.
    MAX_NESTING = 300

    attr_reader :endpoint

    def initialize(endpoint, public_key, secret_key, open_timeout:, read_timeout:)
      @endpoint = endpoint.to_s.chomp("/")
      @public_key = public_key.to_s
      @secret_key = secret_key.to_s
      @open_timeout = open_timeout
      @read_timeout = read_timeout
      @origin = origin(address(@endpoint))
    end

    # Never the secret.
    def inspect
      "#<#{self.class} #{endpoint}>"
    end

    # @return the answer's JSON
    def get(path, query = {})
      path += "?#{URI.encode_www_form(query)}" unless query.empty?
      json(Net::HTTP::Get, path)
    end

    # @return the answer's JSON
    def post(path, parameters = {})
      json(Net::HTTP::Post, path) { |request| request.body = JSON.generate(parameters) }
    end

    # Sends a GET and gives the answer, of which nothing but the head is read yet.
    #
    # @param url [String] whole, or a path on the server
    # @yieldparam response [Net::HTTPResponse]
    def stream(url, &consumer)
      request = Net::HTTP::Get.new(own(url))
      request["Want-Repr-Digest"] = "sha-256=1"
      send_request(request, &consumer)
    end

    # The manifest that an answer to {#stream} names, if it does.
    #
    # @return [Hash, nil]
    def manifest(response)
      path = response["Link"].to_s[/<([^>]*)>\s*;\s*rel="describedby"/, 1]
      path && json(Net::HTTP::Get, path) { |request| request.basic_auth(@public_key, @secret_key) }
    end

    private

    def json(type, path)
      request = type.new(own(path))
      yield request if block_given?
      body = nil
      send_request(request) { |response| body = response.body.to_s }
      parse(body)
    rescue JSON::ParserError
      raise ResponseError, "The answer of #{path} is not JSON: #{body.to_s[0, 100].inspect}"
    end

    # Ruby reads 100 levels unless it is told otherwise.
    def parse(text)
      JSON.parse(text, max_nesting: MAX_NESTING)
    end

    def send_request(request)
      request["Authorization"] ||= %(Token token="#{@secret_key}")
      request["public-api-key"] = @public_key
      request["Content-Type"] = "application/json"
      request["Accept-Encoding"] = "identity"
      start(request.uri) do |http|
        http.request(request) do |response|
          raise failure(response) unless response.is_a?(Net::HTTPSuccess)

          yield response
        end
      end
    end

    def start(uri, &block)
      Net::HTTP.start(
        uri.hostname, uri.port,
        use_ssl: uri.scheme == "https", open_timeout: @open_timeout, read_timeout: @read_timeout, max_retries: 0,
        &block
      )
    rescue *BROKEN => e
      raise ConnectionError, "#{@endpoint} cannot be reached, or broke off: #{e.message}"
    end

    # The keys go to the server that they are for, and to no other.
    def own(url)
      uri = address(url.start_with?("/") ? @endpoint + url : url)
      return uri if origin(uri) == @origin

      raise ArgumentError, "#{url} is not on #{@endpoint}; the keys are sent nowhere else"
    end

    def address(url)
      uri = URI.parse(url)
      return uri if uri.is_a?(URI::HTTP) && uri.hostname

      raise ArgumentError, "#{url.inspect} is not a URL that starts with http:// or https://"
    rescue URI::InvalidURIError
      raise ArgumentError, "#{url.inspect} is not a URL"
    end

    def origin(uri)
      [uri.scheme, uri.hostname.downcase, uri.port]
    end

    def failure(response)
      status = response.code.to_i
      retry_after = response["Retry-After"]&.to_i
      type(status, retry_after).new(words(response), status: status, retry_after: retry_after)
    end

    def type(status, retry_after)
      case status
      when 401 then AuthenticationError
      when 403 then ForbiddenError
      when 404 then retry_after ? NotReadyError : NotFoundError
      when 410 then GoneError
      when 429 then RateLimitError
      when 400..499 then RequestError
      when 500..599 then ServerError
      else ResponseError
      end
    end

    def words(response)
      parsed = parse(response.body.to_s)
      said = parsed["error"] || parsed["detail"] if parsed.is_a?(Hash)
      said || "The server answered #{response.code}."
    rescue JSON::ParserError
      "The server answered #{response.code}."
    end
  end
end
