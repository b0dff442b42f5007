path = "/tmp/profile.json"
url = @client.endpoint + "/public/api/apps/#{app}/users/#{segment}/download"
@client.download_segment_export(url,path)
