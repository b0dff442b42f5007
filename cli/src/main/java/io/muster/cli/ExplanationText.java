package io.muster.cli;

import io.muster.client.ExplainedCondition;
import io.muster.client.Explanation;
import io.muster.client.Flip;
import io.muster.client.ResolvedWindow;
import io.muster.client.Saw;
import io.muster.client.SeenEvent;
import io.muster.client.SeenEvents;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An explanation as a tree: a mark for each verdict, and under it what it was found on. */
record ExplanationText(PrintWriter out, String profile, boolean showEvents) {

    void print(Explanation explanation) {
        String what = explanation.segment() == null
                ? "the definition"
                : explanation.segment().key() + ", version " + explanation.definitionVersion();
        out.println(explanation.profile() + (explanation.verdict() ? " satisfies " : " does not satisfy ") + what);
        out.println("  data version " + Words.number(explanation.dataVersion()) + ", as of "
                + Words.instant(explanation.asOf()) + " in " + explanation.zone());
        print(explanation.explanation(), "", "", "");
    }

    private void print(ExplainedCondition node, String name, String indent, String below) {
        out.println(indent + (node.verdict() ? "✔ " : "✘ ") + name + said(node) + flip(node.flip()));
        String inner = below + (node.conditions().isEmpty() ? "    " : "│   ");
        node.windows().forEach(window -> out.println(inner + window(window)));
        saw(node.saw(), inner);
        List<ExplainedCondition> parts = node.conditions();
        for (int i = 0; i < parts.size(); i++) {
            boolean last = i == parts.size() - 1;
            print(parts.get(i), "", below + (last ? "└── " : "├── "), below + (last ? "    " : "│   "));
        }
    }

    private static String said(ExplainedCondition node) {
        return node.condition() == null ? node.kind() : node.condition().toString();
    }

    private static String flip(Flip flip) {
        String when =
                switch (flip.kind()) {
                    case "at" -> "  flips at " + flip.at();
                    case "not_before" -> "  does not flip before " + flip.at();
                    default -> "";
                };
        return flip.provided() && !when.isEmpty() ? when + ", other things equal" : when;
    }

    private static String window(ResolvedWindow window) {
        return "window from " + Words.instant(window.from()) + " to " + Words.instant(window.to());
    }

    private void saw(@Nullable Saw saw, String indent) {
        if (saw == null) {
            return;
        }
        if (saw.attributes() != null) {
            out.println(indent + (saw.attributes().isEmpty() ? "has no such attribute" : "has " + saw.attributes()));
        }
        if (saw.tags() != null) {
            out.println(indent + "has the tags " + String.join(", ", saw.tags()));
        }
        if (saw.identities() != null) {
            out.println(indent + "has keys in " + String.join(", ", saw.identities()));
        }
        if (saw.distanceKm() != null) {
            out.println(indent + "is " + Math.round(saw.distanceKm() * 10) / 10.0 + " km away");
        }
        if (saw.segment() != null) {
            out.println(indent + "more with: muster segment explain "
                    + saw.segment().key() + " " + profile);
        }
        if (saw.events() != null) {
            saw.events().forEach(events -> events(events, indent));
        }
    }

    private void events(SeenEvents events, String indent) {
        String measured = events.measured() == null
                ? ""
                : ", measured " + events.measured().toPlainString();
        out.println(indent + Words.number(events.matching()) + " of " + Words.number(events.total()) + " "
                + events.name() + " match" + measured);
        if (showEvents) {
            for (SeenEvent event : events.sample()) {
                out.println(indent + "  " + (event.matches() ? "✔ " : "✘ ") + event.time() + " " + event.properties());
            }
        }
    }
}
