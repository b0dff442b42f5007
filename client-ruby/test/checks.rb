# frozen_string_literal: true

# The few words that the checks are written in; the standard library alone has to do.
module Checks
  RESULTS = [] # rubocop:disable Style/MutableConstant

  class Failed < StandardError; end

  module_function

  # Runs one check and says how it went, on a line of its own.
  def check(name)
    yield
    report(true, name)
  rescue StandardError, NotImplementedError => e
    report(false, "#{name}: #{e.class}: #{e.message.lines.first.to_s.strip} (#{e.backtrace&.first})")
  end

  def report(passed, text)
    RESULTS << passed
    puts "#{passed ? "ok" : "not ok"} #{text}"
    $stdout.flush
  end

  def equal(expected, found)
    raise Failed, "expected #{expected.inspect}, found #{found.inspect}" unless expected == found
  end

  def truth(value, what)
    raise Failed, what unless value
  end

  # @return the error
  def raises(type)
    yield
  rescue type => e
    e
  else
    raise Failed, "nothing was raised; expected #{type}"
  end

  # Repeats the block for half a minute, until it gives something.
  def wait_for(what)
    limit = Process.clock_gettime(Process::CLOCK_MONOTONIC) + 30
    until (found = yield)
      raise Failed, "#{what} did not come" if Process.clock_gettime(Process::CLOCK_MONOTONIC) > limit

      Thread.pass
      IO.select(nil, nil, nil, 0.02)
    end
    found
  end
end
