package io.muster.client;

import java.util.stream.Stream;

/** The people of the organization. Immutable and safe for use by many threads. */
public final class People {
    private final Transport transport;
    private final String path;

    People(Transport transport, String path) {
        this.transport = transport;
        this.path = path;
    }

    /** All of them, oldest first, read as the stream is walked through. */
    public Stream<Person> list() {
        return Pages.stream(transport, Call.get(path), Person.class);
    }

    public Person get(String id) {
        return transport.json(Call.get(path(id)), Person.class);
    }

    /** Lets somebody sign in. After a broken connection it is not tried again, for the server would not know it again. */
    public Person create(PersonDraft draft) {
        return transport.json(Call.once(path, draft), Person.class);
    }

    /** Changes what is given. A new password, another role or switching off ends the person's sessions and tokens. */
    public Person update(String id, PersonChanges changes) {
        return transport.json(Call.patch(path(id), changes), Person.class);
    }

    /** Ends the person's sessions and tokens at once. What the person made stays; the answer has what of it goes on working. */
    public PersonDeletion delete(String id) {
        return transport.json(Call.delete(path(id)), PersonDeletion.class);
    }

    private String path(String id) {
        return path + "/" + Paths.segment(id);
    }
}
