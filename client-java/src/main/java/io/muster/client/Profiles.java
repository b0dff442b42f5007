package io.muster.client;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The profiles of a project, one by one. Immutable and safe for use by many threads. */
public final class Profiles {
    private final Transport transport;
    private final String path;

    Profiles(Transport transport, String path) {
        this.transport = transport;
        this.path = path;
    }

    /** The profile with that id. */
    public Profile get(String id) {
        return transport.json(Call.get(path(id)), Profile.class);
    }

    /** The profile with that id, if there is one. */
    public Optional<Profile> find(String id) {
        try {
            return Optional.of(get(id));
        } catch (MusterApiException.NotFound e) {
            return Optional.empty();
        }
    }

    /** Up to 1,000 profiles by id, in the order asked. An id with a comma in it is for {@link #get}. */
    public ProfileList getAll(List<String> ids) {
        return transport.json(Call.get(path).with("ids", String.join(",", ids)), ProfileList.class);
    }

    /** What the profile did, newest first, read as the stream is walked through. */
    public Stream<Event> events(String id) {
        return Pages.stream(transport, Call.get(path(id) + "/events"), Event.class);
    }

    /** The segments that the profile is in, read as the stream is walked through. */
    public Stream<Membership> segments(String id) {
        return Pages.stream(transport, Call.get(path(id) + "/segments"), Membership.class);
    }

    private String path(String id) {
        return path + "/" + Paths.segment(id);
    }
}
