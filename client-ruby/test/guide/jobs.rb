@client = Useartisan::Client.new("https://artisantools.com","your_public_api_key","your_secret_api_key")
jobs = @client.list_jobs
