# frozen_string_literal: true

module Useartisan
  # Counts the profiles of a download piece by piece: the objects of the list in its one object. Texts, which may have
  # braces of their own, are taken out first, whatever pieces they are cut into.
  #
  # @private
  class ProfileCount
    TEXT = /"[^"\\]*+(?:\\.[^"\\]*+)*+"/mn

    # @return [Integer] how many there were so far
    attr_reader :count

    def initialize
      @count = 0
      @begun = "".b
      @depth = 0
      @list = false
    end

    # @param piece [String] the next bytes
    def <<(piece)
      text = (@begun + piece.b).gsub(TEXT, "")
      start = text.index('"') || text.bytesize
      @begun = text.byteslice(start..)
      text.byteslice(0, start).delete("^{}[]").each_char { |sign| step(sign) }
      self
    end

    private

    def step(sign)
      case sign
      when "{"
        @count += 1 if @list && @depth == 2
        @depth += 1
      when "["
        @list ||= @depth == 1
        @depth += 1
      else
        @depth -= 1
        @list &&= @depth > 1
      end
    end
  end
end
