# frozen_string_literal: true

module Useartisan
  # Anything that went wrong; its subclasses say why.
  class Error < StandardError
    # @return [Integer, nil] the status of the server's answer; nil where there was none
    attr_reader :status

    # @return [Integer, nil] after how many seconds the server suggests to ask again
    attr_reader :retry_after

    # @param message [String] what went wrong, in words
    # @param status [Integer, nil] the status of the server's answer
    # @param retry_after [Integer, nil] seconds
    def initialize(message, status: nil, retry_after: nil)
      super(message)
      @status = status
      @retry_after = retry_after
    end
  end

  # The server could not be reached, or the connection broke off.
  class ConnectionError < Error; end

  # The keys are missing or wrong.
  class AuthenticationError < Error; end

  # The keys are good but may not do this, or not from here.
  class ForbiddenError < Error; end

  # There is no such app, segment, profile or job.
  class NotFoundError < Error; end

  # What is asked for is being made; {Error#retry_after} says when to ask again.
  class NotReadyError < NotFoundError; end

  # The file was there and is deleted.
  class GoneError < NotFoundError; end

  # The request itself is wrong; the message says what about it.
  class RequestError < Error; end

  # Too many requests; {Error#retry_after} says when to go on.
  class RateLimitError < Error; end

  # Something went wrong on the server, or it is too busy.
  class ServerError < Error; end

  # The server's answer is not what this interface says.
  class ResponseError < Error; end

  # A download could not be written to disk.
  class FileError < Error; end
end
