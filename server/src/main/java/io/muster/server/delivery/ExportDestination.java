package io.muster.server.delivery;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.model.ProjectId;
import io.muster.server.export.Export;
import io.muster.server.export.ExportExtra;
import io.muster.server.export.ExportHold;
import io.muster.server.export.ExportListener;
import io.muster.server.project.Project;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** The member {@code destination} of requests for exports, and {@code deliveries} of exports. */
@Component
class ExportDestination implements ExportExtra, ExportListener, ExportHold {

    private static final String MEMBER = "destination";

    private final Deliveries deliveries;
    private final DeliveryStore store;
    private final Clock clock;

    ExportDestination(Deliveries deliveries, DeliveryStore store, Clock clock) {
        this.deliveries = deliveries;
        this.store = store;
        this.clock = clock;
    }

    @Override
    public String member() {
        return MEMBER;
    }

    @Override
    public JsonNode check(Project project, JsonNode value) {
        if (!value.isString()) {
            throw new MusterException(
                    ErrorCode.WRONG_TYPE, MEMBER + " is " + value + "; give a destination's id or key.");
        }
        return StringNode.valueOf(
                deliveries.destination(project.id(), value.stringValue()).id());
    }

    @Override
    public void added(Export export, JsonNode checked) {
        ProjectId project = new ProjectId(export.project());
        deliveries.add(export, deliveries.destination(project, checked.stringValue()));
    }

    @Override
    public String seenAs() {
        return "deliveries";
    }

    @Override
    public Map<String, ?> seen(Collection<String> exports) {
        Map<String, List<DeliveryView>> seen = new HashMap<>();
        for (Delivery delivery : store.of(exports)) {
            seen.computeIfAbsent(delivery.export(), id -> new ArrayList<>()).add(DeliveryView.of(delivery));
        }
        return seen;
    }

    @Override
    public Object nothing() {
        return List.of();
    }

    /** Files that are on their way, or are to be tried again, stay until that is over. */
    @Override
    public boolean holds(Export export) {
        return deliveries.of(export).stream()
                .map(Delivery::state)
                .anyMatch(state -> state == DeliveryState.QUEUED || state == DeliveryState.RUNNING);
    }

    /**
     * Deliveries that wait begin with the export's success, and end with any other end. An export that is deleted, or
     * that has somebody who is erased, takes with it what is on its way.
     */
    @Override
    public void ended(Export export) {
        for (Delivery delivery : deliveries.of(export)) {
            switch (delivery.state()) {
                case WAITING -> begin(export, delivery);
                case QUEUED, RUNNING -> deliveries.cancel(delivery);
                case DELIVERED, FAILED, CANCELLED -> {}
            }
        }
    }

    private void begin(Export export, Delivery waiting) {
        switch (export.state()) {
            case SUCCEEDED -> deliveries.queue(waiting);
            case FAILED, CANCELLED, EXPIRED -> store.cancelWaiting(waiting.id(), clock.instant());
            case QUEUED, RUNNING -> throw new IllegalStateException("The export has not ended");
        }
    }
}
