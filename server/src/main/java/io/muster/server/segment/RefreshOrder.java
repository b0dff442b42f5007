package io.muster.server.segment;

import io.muster.model.condition.Condition;
import io.muster.model.condition.Conditions;
import io.muster.model.condition.SegmentReference;
import io.muster.server.segment.RefreshStore.Claim;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** In what order segments are computed: those that others are defined by first, and what was quick before what was slow. */
final class RefreshOrder {

    private static final Comparator<Node> ORDER = Comparator.comparingInt((Node node) -> node.failures)
            .thenComparingLong(node -> node.claim.tookMillis())
            .thenComparing(node -> node.claim.segment().id());

    private RefreshOrder() {}

    private static final class Node {
        private final Claim claim;
        private final int failures;
        private final List<Node> users = new ArrayList<>();
        private int waitsFor;

        private Node(Claim claim) {
            this.claim = claim;
            this.failures = claim.segment().run().failures();
        }
    }

    static List<Claim> of(Collection<Claim> claims) {
        Map<String, Node> named = new HashMap<>();
        List<Node> nodes = claims.stream().map(Node::new).toList();
        for (Node node : nodes) {
            named.put(node.claim.segment().id(), node);
            named.put(node.claim.segment().key(), node);
        }
        nodes.forEach(node -> link(node, named));
        return sorted(nodes);
    }

    private static void link(Node user, Map<String, Node> named) {
        Condition definition = user.claim.segment().content().definition();
        if (definition == null) {
            return;
        }
        for (SegmentReference reference : Conditions.segmentReferences(definition)) {
            Node used = named.get(reference.segment());
            if (used != null && used != user) {
                used.users.add(user);
                user.waitsFor++;
            }
        }
    }

    private static List<Claim> sorted(List<Node> nodes) {
        PriorityQueue<Node> ready = new PriorityQueue<>(ORDER);
        nodes.stream().filter(node -> node.waitsFor == 0).forEach(ready::add);
        List<Claim> sorted = new ArrayList<>(nodes.size());
        while (!ready.isEmpty()) {
            Node next = ready.remove();
            sorted.add(next.claim);
            for (Node user : next.users) {
                user.waitsFor--;
                if (user.waitsFor == 0) {
                    ready.add(user);
                }
            }
        }
        // Cycles are refused when segments are changed; were there one, evaluating it says so.
        nodes.stream().filter(node -> node.waitsFor > 0).forEach(node -> sorted.add(node.claim));
        return sorted;
    }
}
