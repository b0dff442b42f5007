package io.muster.client;

import java.util.List;

/**
 * A person who is gone.
 *
 * @param applications what the person made and what goes on working: to be looked at, and disabled where nobody needs it
 */
public record PersonDeletion(List<Left> applications) {
    public PersonDeletion {
        applications = Lists.copy(applications);
    }

    /** An application that the person leaves. */
    public record Left(String id, String clientId, String name, List<Scope> scopes) {
        public Left {
            scopes = Lists.copy(scopes);
        }
    }
}
