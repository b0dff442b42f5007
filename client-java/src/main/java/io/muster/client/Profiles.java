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

    /**
     * Makes an id another name of a profile, for ever: what was kept under it becomes the profile's, as will all that comes
     * under it later. A profile that does not exist is made. Doing it again changes nothing.
     *
     * @throws MusterApiException.Conflict if the id is somebody's already, or the profile is itself another name
     */
    public void addAlias(String profile, String alias) {
        transport.send(Call.put(path(profile) + "/aliases/" + Paths.segment(alias)));
    }

    private String path(String id) {
        return path + "/" + Paths.segment(id);
    }
}
