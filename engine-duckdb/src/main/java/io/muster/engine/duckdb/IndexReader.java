package io.muster.engine.duckdb;

import io.muster.engine.Deadline;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import java.lang.foreign.Arena;
import java.util.List;

/** Reads a project's {@link ProfileIndex} from its file. */
final class IndexReader {
    private final Session session;
    private final State state;
    private final ProfileIndex ids = new ProfileIndex(Arena::ofAuto);

    IndexReader(Session session, State state) {
        this.session = session;
        this.state = state;
    }

    ProfileIndex read() {
        long found = readIds();
        addForgotten(state.profiles());
        if (found != state.liveProfiles() || ids.size() != state.profiles()) {
            throw new MusterException(
                    ErrorCode.INTERNAL,
                    "The project's file has " + found + " profiles and should have " + state.liveProfiles() + ".");
        }
        readAliases();
        return ids;
    }

    private long readIds() {
        String sql = "SELECT ordinal, id FROM " + state.catalog().table("profiles") + " ORDER BY ordinal";
        return session.query(sql, List.of(), Deadline.none(), result -> {
            long rows = 0;
            for (; result.next(); rows++) {
                addForgotten(result.getInt(1));
                ids.add(Utf8.bytes(result.getString(2)));
            }
            return rows;
        });
    }

    /** Up to that ordinal, which is the next that is there. */
    private void addForgotten(int ordinal) {
        while (ids.size() < ordinal) {
            ids.addForgotten();
        }
    }

    private void readAliases() {
        String sql = "SELECT id, ordinal FROM " + state.catalog().table("aliases");
        session.query(sql, List.of(), Deadline.none(), result -> {
            while (result.next()) {
                ids.addAlias(Utf8.bytes(result.getString(1)), result.getInt(2));
            }
            return ids;
        });
    }
}
