# frozen_string_literal: true

require "yaml"

# Replays through the gem the golden examples that have a call of it, and holds its values to the answers.
class Golden
  NAME = /\{\{([a-z_0-9*]+)\}\}/
  SHAPES = {"*" => ".*", "number" => "\\d+", "time" => "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,3})?Z"}.freeze

  attr_reader :name, :says

  def initialize(file, known)
    yaml = YAML.safe_load(File.read(file))
    @name = File.basename(file)
    @says = yaml.fetch("says")
    @exchanges = yaml.fetch("exchanges").select { |exchange| exchange["ruby"] }
    @known = known.dup
  end

  def replay(client)
    @exchanges.each do |exchange|
      attempt = -> { match(exchange, value(client, exchange)) }
      exchange["waits"] ? Checks.wait_for(exchange["ruby"], &attempt) : (attempt.call || raise(@mismatch))
    end
  end

  private

  # The examples are our own, and so are the calls in them.
  def value(client, exchange) # rubocop:disable Lint/UnusedMethodArgument
    eval(fill(exchange["ruby"]), binding, exchange["ruby"]) # rubocop:disable Security/Eval
  end

  def match(exchange, value)
    @learns = exchange["learns"] || []
    @mismatch = nil
    same(exchange.dig("answer", "body"), value, "")
    @mismatch.nil?
  end

  def same(expected, found, at)
    case expected
    when Hash then hash(expected, found, at)
    when Array then list(expected, found, at)
    when String then text(expected, found, at)
    else differ(expected, found, at) unless expected == found
    end
  end

  def hash(expected, found, at)
    return differ(expected, found, at) unless found.is_a?(Hash) && found.keys.sort == expected.keys.sort

    expected.each { |key, value| same(value, found[key], "#{at}/#{key}") }
  end

  def list(expected, found, at)
    return differ(expected, found, at) unless found.is_a?(Array) && found.size == expected.size

    expected.each_with_index { |value, index| same(value, found[index], "#{at}/#{index}") }
  end

  def text(expected, found, at)
    return if expected == "{{*}}"
    return differ(expected, found, at) unless found.is_a?(String)

    fresh = expected.scan(NAME).flatten.find { |name| @learns.include?(name) && !@known.key?(name) }
    return @known[fresh] = found if fresh && expected == "{{#{fresh}}}"

    pattern = expected.split(/(\{\{[^}]+\}\})/).map { |part| pattern(part) }.join
    differ(expected, found, at) unless found.match?(/\A#{pattern}\z/m)
  end

  def pattern(part)
    name = part[NAME, 1]
    SHAPES[name] || Regexp.escape(name ? @known.fetch(name) : part)
  end

  def differ(expected, found, at)
    @mismatch ||= Checks::Failed.new("at #{at}: expected #{expected.inspect}, found #{found.inspect}")
  end

  def fill(text)
    text.gsub(NAME) { @known.fetch(Regexp.last_match(1)) }
  end
end
