# frozen_string_literal: true

# Checks the gem against a running server: one line for each check, "ok NAME" or "not ok NAME: why". The environment
# says where the server is and what is on it; the server's own tests set it.
#
#   MUSTER_ENDPOINT
#   MUSTER_PUBLIC_KEY MUSTER_SECRET_KEY MUSTER_APP MUSTER_SEGMENT
#   MUSTER_GOLDEN_PUBLIC_KEY MUSTER_GOLDEN_SECRET_KEY MUSTER_GOLDEN_APP MUSTER_GOLDEN_SEGMENT

require "digest"
require "fileutils"
require "json"
require "socket"
require "tmpdir"
require "useartisan"
require_relative "checks"
require_relative "golden"
require_relative "stub"

include Checks # rubocop:disable Style/MixinUsage

ENDPOINT = ENV.fetch("MUSTER_ENDPOINT")
PUBLIC = ENV.fetch("MUSTER_PUBLIC_KEY")
SECRET = ENV.fetch("MUSTER_SECRET_KEY")
APP = ENV.fetch("MUSTER_APP")
SEGMENT = ENV.fetch("MUSTER_SEGMENT")
FOLDER = Dir.mktmpdir("useartisan")
at_exit { FileUtils.rm_rf(FOLDER) }

DEVICE = "555652247d891c8b7a000002"
SHARED = "z5k5x7tcpmmr5p4on3aw"

def client
  Useartisan::Client.new(ENDPOINT, PUBLIC, SECRET)
end

def file(name)
  File.join(FOLDER, name)
end

def users(path)
  JSON.parse(File.read(path)).fetch("artisanUserIds").map { |user| user.fetch("artisanId") }
end

def finished(job)
  wait_for("the end of job #{job}") { client.get_job(job).fetch("status") == "COMPLETE" }
  job
end

# The guide's text, as it stands but for host, keys, app and folder.
def guide(name)
  File.read(File.join(__dir__, "guide", "#{name}.rb"))
      .gsub("https://artisantools.com", ENDPOINT)
      .gsub("your_public_api_key", PUBLIC)
      .gsub("your_secret_api_key", SECRET)
      .gsub("your_app_id", APP)
      .gsub("/tmp/", "#{FOLDER}/")
end

check "makes a client" do
  equal ENDPOINT, client.endpoint
  equal ENDPOINT, Useartisan::Client.new("#{ENDPOINT}/", PUBLIC, SECRET).endpoint
  truth !client.inspect.include?(SECRET), "the secret key is shown"
end

check "gets a profile by its device id" do
  profile = client.get_profile_by_artisan_id(APP, DEVICE)
  equal true, profile["success"]
  equal DEVICE, profile.dig("response", "identifier")
  equal "12.5", profile.dig("response", "attributes", "spent")
  equal profile, client.get_profile(APP, artisan_id: DEVICE)
end

check "gets a profile by its shared user id" do
  profile = client.get_profile_by_shared_user_id(APP, SHARED)
  equal "custom", profile.dig("response", "identifierSource")
  equal "phone", profile.dig("response", "attributes", "device")
  equal profile, client.get_profile(APP, shared_user_id: SHARED)
  raises(ArgumentError) { client.get_profile(APP) }
  raises(ArgumentError) { client.get_profile(APP, artisan_id: "a", shared_user_id: "b") }
end

check "gets profiles by their device ids" do
  found = client.get_profiles_by_artisan_id(APP, ["15652247d891c8b7a000504", "no,body", DEVICE])
  equal ["15652247d891c8b7a000504", DEVICE], found["response"].map { |one| one["identifier"] }
  equal ["no,body"], found["missing"]
end

check "gets profiles by their shared user ids" do
  found = client.get_profiles_by_shared_user_id(APP, %w[shared_user_id_1 shared_user_id_2])
  equal %w[Android iOS], found["response"].map { |one| one.dig("attributes", "os") }
end

check "lists apps" do
  equal [APP], client.list_apps["apps"].map { |app| app["id"] }
end

check "lists segments" do
  equal [{"id" => SEGMENT, "name" => "Loyal"}], client.list_segments(APP)["segments"]
end

check "exports a segment and downloads it" do
  url = "#{client.endpoint}/public/api/apps/#{APP}/segments/#{SEGMENT}/download"
  raises(Useartisan::NotFoundError) { client.download_export(url, file("early.json")) }
  equal [], Dir.children(FOLDER)
  job = finished(client.export_segment(APP, SEGMENT)["job"])
  equal file("segment.json"), client.download_export(url, file("segment.json"))
  equal [DEVICE, "25652247d891c8b7a000777"], users(file("segment.json")).sort_by { |id| -id.to_i }
  client.download_job(job, file("job.json"))
  equal File.read(file("segment.json")), File.read(file("job.json"))
  client.download_segment_export(url, file("job.json"))
  equal %w[job.json segment.json], Dir.children(FOLDER).sort
end

check "calls back when an export has ended" do
  Stub.open(Stub.answer(204)) do |receiver|
    job = client.export_segment(APP, SEGMENT, "#{receiver.endpoint}/done")["job"]
    head, body = wait_for("the callback") { receiver.requests.pop unless receiver.requests.empty? }
    truth head.start_with?("POST /done "), head
    equal({"job" => job, "status" => "COMPLETE"}, JSON.parse(body).slice("job", "status"))
  end
end

check "exports profiles and downloads them" do
  some = finished(client.export_profiles(APP, nil, artisan_ids: [DEVICE])["job"])
  url = "#{client.endpoint}/public/api/apps/#{APP}/users/#{some}/download"
  equal [DEVICE], users(client.download_profile_export(url, file("some.json")))
  shared = finished(client.export_profiles(APP, shared_user_ids: ["shared_user_id_1"])["job"])
  equal ["15652247d891c8b7a000504"], users(client.download_job(shared, file("shared.json")))
  every = finished(client.export_profiles(APP)["job"])
  equal 3, users(client.download_job(every, file("every.json"))).size
  raises(ArgumentError) { client.export_profiles(APP, artisan_ids: []) }
  raises(ArgumentError) { client.export_profiles(APP, artisan_ids: ["a"], shared_user_ids: ["b"]) }
end

check "lists jobs and their statuses" do
  jobs = client.list_jobs["jobs"]
  truth jobs.size >= 2, "there are jobs"
  truth jobs.all? { |job| job["status"] == "COMPLETE" && job["id"] && job["type"] }, jobs.to_s
  equal jobs, client.list_jobs("COMPLETE")["jobs"]
  equal [], client.list_jobs("FAILED")["jobs"]
  equal jobs.first["id"], client.get_job(jobs.first["id"])["_id"]
end

check "runs the guide's examples" do
  scope = Object.new.instance_eval { binding }
  scope.local_variable_set(:app, APP)
  scope.local_variable_set(:segment, finished(client.export_profiles(APP, nil, artisan_ids: [DEVICE])["job"]))
  found = scope.eval(guide("profiles"))
  equal %w[shared_user_id_1 shared_user_id_2], found["response"].map { |one| one["identifier"] }
  scope.eval(guide("download"))
  equal [DEVICE], users(file("profile.json"))
  truth scope.eval(guide("jobs"))["jobs"].any?, "jobs are listed"
end

golden_app = {"app" => ENV.fetch("MUSTER_GOLDEN_APP"), "segment" => ENV.fetch("MUSTER_GOLDEN_SEGMENT")}
golden_client = Useartisan::Client.new(
  ENDPOINT, ENV.fetch("MUSTER_GOLDEN_PUBLIC_KEY"), ENV.fetch("MUSTER_GOLDEN_SECRET_KEY")
)
check "replays the golden examples" do
  files = Dir[File.join(__dir__, "../../api/golden/artisan/*.yaml")].sort
  truth files.size >= 4, "there are examples"
  files.each { |path| Golden.new(path, golden_app).replay(golden_client) }
end

check "escapes what stands in paths" do
  error = raises(Useartisan::NotFoundError) { client.get_profile_by_artisan_id(APP, "a b/c?d=%&é") }
  equal "Profile with the key a b/c?d=%&é does not exist.", error.message
  raises(ArgumentError) { client.get_job("") }
end

check "raises by cause" do
  wrong = Useartisan::Client.new(ENDPOINT, PUBLIC, "wrong")
  equal 401, raises(Useartisan::AuthenticationError) { wrong.list_apps }.status
  raises(Useartisan::NotFoundError) { client.list_segments("nowhere") }
  raises(Useartisan::RequestError) { client.list_jobs("DONE") }
  raises(Useartisan::RequestError) { client.export_segment(APP, SEGMENT, "ftp://x/") }
  {
    "403" => Useartisan::ForbiddenError, "410" => Useartisan::GoneError, "413" => Useartisan::RequestError,
    "429" => Useartisan::RateLimitError, "500" => Useartisan::ServerError, "503" => Useartisan::ServerError,
    "302" => Useartisan::ResponseError
  }.each do |status, type|
    Stub.open(Stub.answer(status, '{"success":false,"error":"why"}', "Retry-After" => 7)) do |stub|
      error = raises(type) { Useartisan::Client.new(stub.endpoint, "p", "s").list_apps }
      equal ["why", status.to_i, 7], [error.message, error.status, error.retry_after]
    end
  end
  Stub.open(Stub.answer(404, "", "Retry-After" => 1)) do |stub|
    raises(Useartisan::NotReadyError) { Useartisan::Client.new(stub.endpoint, "p", "s").get_job("j") }
  end
  Stub.open(Stub.answer(200, "<html>")) do |stub|
    raises(Useartisan::ResponseError) { Useartisan::Client.new(stub.endpoint, "p", "s").list_apps }
  end
  closed = Stub.open("") { |stub| stub.endpoint }
  raises(Useartisan::ConnectionError) { Useartisan::Client.new(closed, "p", "s").list_apps }
  raises(ArgumentError) { Useartisan::Client.new("artisantools.com", "p", "s") }
end

ONE = '{"artisanUserIds":[{"artisanId":"a"}]}'

# What a server answers that says the SHA-256 of a download and where its manifest is.
def proved(rows, link: "/v1/manifest", manifest: nil)
  said = {
    "Repr-Digest" => "sha-256=:#{Digest::SHA256.base64digest(ONE)}:",
    "Link" => link && %(<#{link}>; rel="describedby"; type="application/json")
  }.compact
  manifest ||= Stub.answer(200, JSON.generate("rows" => rows))
  ->(head) { head.start_with?("GET /v1/manifest ") ? manifest : Stub.answer(200, ONE, said) }
end

def numbers(expected, written, distinct)
  {"expected" => expected, "written" => written, "distinct" => distinct}
end

check "checks a download against its manifest" do
  Stub.open(proved(numbers(1, 1, 1))) do |stub|
    Useartisan::Client.new(stub.endpoint, "p", "s").download_job("j", file("proved"))
    equal true, stub.requests.pop.first.match?(/^want-repr-digest: sha-256=1\r$/i)
    equal true, stub.requests.pop.first.include?("Authorization: Basic #{["p:s"].pack("m0")}\r\n")
  end
  equal ONE, File.read(file("proved"))
  lies = [numbers(2, 1, 1), numbers(1, 2, 1), numbers(1, 1, 2), numbers(nil, nil, nil), {}, nil]
  lies.map { |rows| proved(rows) }.to_h { |answer| [answer, Useartisan::ConnectionError] }.merge(
    proved(numbers(1, 1, 1), link: nil) => Useartisan::ConnectionError,
    proved(nil, manifest: Stub.answer(403, '{"detail":"why"}')) => Useartisan::ForbiddenError,
    proved(nil, manifest: Stub.answer(200, "<html>")) => Useartisan::ResponseError,
    proved(nil, link: "http://127.0.0.2:1/v1/manifest") => ArgumentError
  ).each do |answer, type|
    Stub.open(answer) do |stub|
      raises(type) { Useartisan::Client.new(stub.endpoint, "p", "s").download_job("j", file("x")) }
    end
  end
  equal false, File.exist?(file("x"))
end

check "reads JSON as deep as the server takes it" do
  Stub.open(Stub.answer(200, %({"jobs":#{"[" * 250}#{"]" * 250}}))) do |stub|
    equal [], Useartisan::Client.new(stub.endpoint, "p", "s").list_jobs["jobs"].flatten
  end
  Stub.open(Stub.answer(200, "[" * 1000)) do |stub|
    raises(Useartisan::ResponseError) { Useartisan::Client.new(stub.endpoint, "p", "s").list_jobs }
  end
end

check "counts profiles in whatever pieces they come" do
  some = [{"artisanId" => %({[]}"\\"), "\\" => "}"}, {"n" => {"a" => [{}, "[{"]}}, {}]
  text = JSON.generate("before" => {"a" => {}}, "artisanUserIds" => some, "more" => {"a" => {}})
  (1..text.bytesize).each do |size|
    count = Useartisan::ProfileCount.new
    text.bytes.each_slice(size) { |piece| count << piece.pack("C*") }
    equal [size, 3], [size, count.count]
  end
end

check "asks for the SHA-256 of a download" do
  Stub.open(Stub.answer(200, "all")) do |stub|
    raises(Useartisan::ConnectionError) { Useartisan::Client.new(stub.endpoint, "p", "s").download_job("j", file("x")) }
    equal false, File.exist?(file("x"))
    Useartisan::Client.new(stub.endpoint, "p", "s", verify: false).download_job("j", file("x"))
    equal "all", File.read(file("x"))
  end
end

check "leaves no partial file" do
  before = Dir.children(FOLDER).sort
  kept = file("segment.json")
  content = File.read(kept)
  short = Stub.answer(200, "half", "Content-Length" => 8)
  cut = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n"
  other = Stub.answer(200, "all", "Repr-Digest" => "sha-256=:#{Digest::SHA256.base64digest("else")}:")
  unsaid = Stub.answer(200, "all")
  [short, cut, other, unsaid].each do |answer|
    Stub.open(answer) do |stub|
      raises(Useartisan::ConnectionError) { Useartisan::Client.new(stub.endpoint, "p", "s").download_job("j", kept) }
    end
  end
  Stub.open(proved(numbers(1, 1, 1))) do |stub|
    other = Useartisan::Client.new(stub.endpoint, "p", "s")
    raises(Useartisan::FileError) { other.download_job("j", file("no/such/folder")) }
    raises(Useartisan::FileError) { other.download_job("j", FOLDER) }
  end
  equal before, Dir.children(FOLDER).sort
  equal content, File.read(kept)
end

check "streams a download in constant memory" do
  size = 200 << 20
  server = TCPServer.new("127.0.0.1", 0)
  sender = Thread.new do
    socket = server.accept
    socket.gets("\r\n\r\n")
    socket.write("HTTP/1.1 200 OK\r\nContent-Length: #{size}\r\n\r\n")
    piece = "x" * (1 << 20)
    200.times { socket.write(piece) }
    socket.close
  end
  status = "/proc/self/status"
  resident = -> { File.exist?(status) ? File.read(status)[/VmHWM:\s+(\d+)/, 1].to_i : 0 }
  before = resident.call
  large = Useartisan::Client.new("http://127.0.0.1:#{server.addr[1]}", "p", "s", verify: false)
  large.download_job("j", file("large"))
  sender.join
  equal size, File.size(file("large"))
  truth resident.call - before < 100 << 10, "#{resident.call - before} kB more memory"
end

check "sends the keys nowhere else" do
  Stub.open(Stub.answer(200, "{}")) do |stub|
    raises(ArgumentError) { client.download_export("#{stub.endpoint}/file", file("x")) }
    truth stub.requests.empty?, "a request went out"
    Useartisan::Client.new(stub.endpoint, "the-public", "the-secret").list_apps
    head, = stub.requests.pop
    truth head.include?(%(Authorization: Token token="the-secret"\r\n)), head
    truth head.match?(/^public-api-key: the-public\r$/i), head
  end
end

check "needs the standard library alone" do
  loaded = Gem.loaded_specs.values
  equal [], loaded.reject(&:default_gem?).map(&:name) - ["useartisan"]
  equal [], loaded.find { |spec| spec.name == "useartisan" }.runtime_dependencies
end

exit RESULTS.all? ? 0 : 1
