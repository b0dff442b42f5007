# frozen_string_literal: true

require "socket"

# A server that answers every request with the same bytes, or with what a block makes of its head, hangs up, and remembers
# what was asked.
class Stub
  attr_reader :requests

  def initialize(answer)
    @answer = answer
    @requests = Queue.new
    @server = TCPServer.new("127.0.0.1", 0)
    @thread = Thread.new { loop { serve(@server.accept) } }
    @thread.report_on_exception = false
  end

  def endpoint
    "http://127.0.0.1:#{@server.addr[1]}"
  end

  def close
    @thread.kill
    @server.close
  end

  # Gives the server to a block and closes it.
  def self.open(answer)
    stub = new(answer)
    yield stub
  ensure
    stub&.close
  end

  # An answer with that status, headers and body.
  def self.answer(status, body = "", headers = {})
    lines = {"Content-Length" => body.bytesize, "Connection" => "close"}.merge(headers)
    "HTTP/1.1 #{status} X\r\n#{lines.map { |name, value| "#{name}: #{value}\r\n" }.join}\r\n#{body}"
  end

  private

  def serve(socket)
    head = +""
    while (line = socket.gets) && line != "\r\n"
      head << line
    end
    length = head[/^content-length: (\d+)/i, 1].to_i
    @requests << [head, length.zero? ? "" : socket.read(length)]
    socket.write(@answer.respond_to?(:call) ? @answer.call(head) : @answer)
  rescue SystemCallError
    nil
  ensure
    socket.close
  end
end
