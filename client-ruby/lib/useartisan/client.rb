# frozen_string_literal: true

require "uri"

module Useartisan
  # Talks to the Artisan interface of one server with one pair of keys. Answers are parsed JSON: hashes, arrays, strings,
  # numbers, true, false and nil. Every method may raise a subclass of {Error}. May be shared by threads.
  #
  # @example
  #   client = Useartisan::Client.new("https://muster.example.com", "your_public_api_key", "your_secret_api_key")
  #   client.list_segments("your_app_id")
  class Client
    # @param endpoint [String] the server's address, such as +https://muster.example.com+
    # @param public_key [String] the application's +client_id+
    # @param secret_key [String] the application's +client_secret+
    # @param open_timeout [Numeric] seconds to wait for a connection
    # @param read_timeout [Numeric] seconds to wait for the next piece of an answer
    # @param verify [Boolean] whether downloads are checked against the SHA-256 that the server says and against the
    #   export's manifest, and refused where it does not say them
    def initialize(endpoint, public_key, secret_key, open_timeout: 10, read_timeout: 60, verify: true)
      @verify = verify
      @connection = Connection.new(
        endpoint, public_key, secret_key, open_timeout: open_timeout, read_timeout: read_timeout
      )
    end

    # @return [String] the server's address, without a slash at its end
    def endpoint
      @connection.endpoint
    end

    # Lists the apps that the keys see.
    #
    # @return [Hash] +apps+: a list of +id+ and +name+
    def list_apps
      @connection.get("/public/api/apps")
    end

    # Gets the profile of a device.
    #
    # @param application_id [String]
    # @param profile [String] the Artisan (device) id
    # @return [Hash] +response+: +identifier+, +identifierSource+, +href+, +attributes+
    # @raise [NotFoundError] where there is none
    def get_profile_by_artisan_id(application_id, profile)
      @connection.get(user(application_id, profile))
    end

    # Gets the profile with a Shared User ID.
    #
    # @param application_id [String]
    # @param shared_user_id [String]
    # @return [Hash] as {#get_profile_by_artisan_id}
    # @raise [NotFoundError] where there is none
    def get_profile_by_shared_user_id(application_id, shared_user_id)
      @connection.get(user(application_id, shared_user_id), {"source" => "custom"})
    end

    # Gets a profile by one of its two ids.
    #
    # @param application_id [String]
    # @param artisan_id [String, nil] the Artisan (device) id
    # @param shared_user_id [String, nil]
    # @return [Hash] as {#get_profile_by_artisan_id}
    def get_profile(application_id, artisan_id: nil, shared_user_id: nil)
      unless artisan_id.nil? ^ shared_user_id.nil?
        raise ArgumentError, "give one of artisan_id and shared_user_id"
      end

      return get_profile_by_artisan_id(application_id, artisan_id) if artisan_id

      get_profile_by_shared_user_id(application_id, shared_user_id)
    end

    # Gets the profiles of several devices.
    #
    # @param application_id [String]
    # @param profiles [Array<String>] Artisan (device) ids
    # @return [Hash] +response+: the profiles in the order asked; +missing+: the ids that no profile has
    def get_profiles_by_artisan_id(application_id, profiles)
      @connection.post("#{app(application_id)}/users", {"ids" => Array(profiles)})
    end

    # Gets the profiles with several Shared User IDs.
    #
    # @param application_id [String]
    # @param shared_user_ids [Array<String>]
    # @return [Hash] as {#get_profiles_by_artisan_id}
    def get_profiles_by_shared_user_id(application_id, shared_user_ids)
      @connection.post("#{app(application_id)}/users", {"source" => "custom", "ids" => Array(shared_user_ids)})
    end

    # Lists the segments of an app.
    #
    # @param application_id [String]
    # @return [Hash] +segments+: a list of +id+ and +name+
    def list_segments(application_id)
      @connection.get("#{app(application_id)}/segments/")
    end

    # Asks for an export of a segment's members.
    #
    # @param application_id [String]
    # @param segment_id [String]
    # @param callback_url [String, nil] is sent a POST when the export has ended
    # @return [Hash] +job+: the id to ask for with {#get_job} and to download with {#download_job}
    def export_segment(application_id, segment_id, callback_url = nil)
      @connection.post("#{app(application_id)}/segments/#{escape(segment_id)}", callback(callback_url))
    end

    # Asks for an export of profiles: of those named, or of all where none are.
    #
    # @param application_id [String]
    # @param callback_url [String, nil] is sent a POST when the export has ended
    # @param artisan_ids [Array<String>, nil] Artisan (device) ids
    # @param shared_user_ids [Array<String>, nil]
    # @return [Hash] as {#export_segment}
    def export_profiles(application_id, callback_url = nil, artisan_ids: nil, shared_user_ids: nil)
      raise ArgumentError, "give artisan_ids or shared_user_ids, not both" if artisan_ids && shared_user_ids

      ids = artisan_ids || shared_user_ids
      raise ArgumentError, "an empty list would export every profile; give nil for that" if ids && ids.empty?

      path = "#{app(application_id)}/users/#{"shared_id/" if shared_user_ids}export"
      @connection.post(path, ids ? callback(callback_url).merge("ids" => ids) : callback(callback_url))
    end

    # Downloads an export to a file, piece by piece. A download that fails leaves no file behind.
    #
    # @param url [String] where the export is: +endpoint+ and a path, or the path alone
    # @param path [String] the file to write; one that is there is replaced
    # @return [String] the path
    # @raise [NotReadyError] while the export is under way
    # @raise [ConnectionError] where it broke off, or is not what the server and the export's manifest say that it is, or
    #   that is not said
    # @raise [FileError] where the file cannot be written
    def download_export(url, path)
      Download.new(@connection, verify: @verify).to(url, path)
    end

    # As {#download_export}, for an export of profiles.
    #
    # @param url [String] +endpoint+ and +/public/api/apps/APP/users/JOB/download+
    # @param path [String] the file to write
    # @return [String] the path
    def download_profile_export(url, path)
      download_export(url, path)
    end

    # As {#download_export}, for an export of a segment.
    #
    # @param url [String] +endpoint+ and +/public/api/apps/APP/segments/SEGMENT/download+
    # @param path [String] the file to write
    # @return [String] the path
    def download_segment_export(url, path)
      download_export(url, path)
    end

    # Lists jobs, newest first.
    #
    # @param status [String, nil] +QUEUED+, +RUNNING+, +COMPLETE+ or +FAILED+; nil for all
    # @return [Hash] +jobs+: a list of +id+, +type+, +created_at+, +start+, +end+ and +status+
    def list_jobs(status = nil)
      status ? @connection.get("/public/api/jobs", {"status" => status}) : @connection.get("/public/api/status")
    end

    # Gets one job.
    #
    # @param job [String] its id
    # @return [Hash] +id+, +type+, +status+, +created_at+, +start+, +end+ and more
    def get_job(job)
      @connection.get("/public/api/jobs/#{escape(job)}")
    end

    # Downloads what a job made; see {#download_export}.
    #
    # @param job [String] its id
    # @param path [String] the file to write
    # @return [String] the path
    def download_job(job, path)
      download_export("/public/api/jobs/#{escape(job)}/download", path)
    end

    # @return [String] the class and the server, never the secret key
    def inspect
      "#<#{self.class} #{endpoint}>"
    end

    private

    def app(application_id)
      "/public/api/apps/#{escape(application_id)}"
    end

    def user(application_id, id)
      "#{app(application_id)}/users/#{escape(id)}"
    end

    def callback(url)
      url.to_s.empty? ? {} : {"callback_url" => url}
    end

    def escape(text)
      raise ArgumentError, "an id is empty" if text.to_s.empty?

      URI.encode_www_form_component(text.to_s).gsub("+", "%20")
    end
  end
end
