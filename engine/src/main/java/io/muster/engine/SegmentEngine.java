package io.muster.engine;

import io.muster.engine.rows.RowKind;
import io.muster.model.ProjectId;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Stores the rows of many projects and answers which profiles satisfy a condition. Thread-safe. Every commit of a
 * project's data is atomic and durable, and raises that project's data version by one.
 *
 * <p>Profiles are named by dense ordinals inside one project: 0, 1, 2 … in order of first appearance, never reused.
 * Sets of profiles are bitmaps of ordinals.
 */
public interface SegmentEngine extends AutoCloseable {

    /** Makes the project's empty store; does nothing where it exists. Durable on return. */
    void createProject(ProjectId project);

    /** Deletes every row of the project; does nothing where there is none. Waits for nobody: open snapshots fail. */
    void dropProject(ProjectId project);

    /** The project's newest committed data version; 0 is a project without rows. Cheap. */
    long dataVersion(ProjectId project);

    /** The ordinal of the profile with that id in the newest committed data; empty where there is none. Cheap. */
    OptionalInt ordinal(ProjectId project, String profile);

    /** A view of the newest committed data that later commits do not change. The caller closes it. */
    EngineSnapshot snapshot(ProjectId project);

    /** Starts an import whose rows become visible all at once, on commit, or never. The caller closes it. */
    RowImport startImport(ProjectId project, RowKind kind);

    /**
     * Deletes the profiles with these ids, and all their events, in one commit. Their ordinals are retired: no answer has
     * them any more, none is ever given again, and a later row of the same id makes another profile. Rows with these ids
     * in imports that are under way are dropped, those of ids that no profile has among them. Open snapshots see them still.
     */
    Erasure erase(ProjectId project, Collection<String> ids, Deadline deadline);

    /**
     * Has rows that say one of these identities dropped from imports that are under way; those that begin later have to be
     * told by {@link io.muster.engine.rows.RefusedKeys}.
     *
     * @param identities keys by keyspace
     */
    void refuse(ProjectId project, Map<String, Set<String>> identities, Deadline deadline);

    /**
     * Sees to it that nothing of what was erased is left in the project's files, so that no reading of the disk finds it.
     * Costs about as much as copying the project; imports wait meanwhile, and so do new snapshots at its end. Snapshots
     * that are open for long after that fail. Does nothing where nothing was erased since.
     *
     * @return whether anything was done
     */
    boolean scrub(ProjectId project, Deadline deadline);

    /**
     * Sorts what has arrived since the last compaction so that it is read faster; answers do not change, and neither
     * does the data version. Does nothing where too little has arrived.
     *
     * @return whether anything was done
     */
    boolean compact(ProjectId project, Deadline deadline);

    /**
     * Makes an id another name of a profile, for ever: what came under it belongs to the profile, and so does what will
     * come. The profile is made where there is none. Where the id is a profile by itself, that one ends: its events become
     * the other's, its attributes fill those that the other lacks, the tags are joined, its ordinal is retired. Doing it
     * again changes nothing.
     *
     * @throws io.muster.model.MusterException CONFLICT where the id is a name of another profile, has names of its own or
     *     identities, or where the profile's id is such a name itself
     */
    Aliased alias(ProjectId project, String id, String profile, Deadline deadline);

    /**
     * Opens a Parquet file as rows of names and values.
     *
     * @throws io.muster.model.MusterException INVALID_PARQUET where it is none
     */
    TableReader readParquet(Path file);

    /** What reads and converts the files of exports. */
    TableFiles files();

    @Override
    void close();
}
