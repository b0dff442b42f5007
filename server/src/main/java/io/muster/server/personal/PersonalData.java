package io.muster.server.personal;

import io.muster.model.ProjectId;

/**
 * Takes care of one {@link Place}; a bean. Erasing is done again from its start where the server died under it, so doing
 * it twice has to be harmless. Thread-safe.
 */
public interface PersonalData {

    Place place();

    /** How much there is of these people: in the unit that the place names. Changes nothing. */
    long count(Subjects subjects);

    /** Erases all there is of these people. */
    void erase(Subjects subjects);

    /** Tells all there is of one of them. */
    void read(ProjectId project, Subject subject, Findings findings);
}
