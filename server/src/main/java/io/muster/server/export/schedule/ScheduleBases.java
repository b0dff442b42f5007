package io.muster.server.export.schedule;

import io.muster.server.export.BaseHold;
import io.muster.server.export.Export;
import org.springframework.stereotype.Component;

/** Keeps the rows of the last run that succeeded until the next one has. Thread-safe. */
@Component
class ScheduleBases implements BaseHold {

    private final ScheduleRunStore runs;

    ScheduleBases(ScheduleRunStore runs) {
        this.runs = runs;
    }

    @Override
    public boolean needsRows(Export export) {
        return runs.isBase(export.id());
    }
}
