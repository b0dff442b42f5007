package io.muster.server.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.server.segment.DefinitionDiff.NodeChange;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class DefinitionDiffTest {

    @Test
    void equalDefinitionsDoNotDiffer() {
        assertThat(diff("{\"all\":[{\"tag\":\"a\"},{\"tag\":\"b\"}]}", "{\"all\":[{\"tag\":\"a\"},{\"tag\":\"b\"}]}"))
                .isEmpty();
    }

    @Test
    void anotherOrderIsNoDifference() {
        assertThat(diff("{\"any\":[{\"tag\":\"a\"},{\"tag\":\"b\"}]}", "{\"any\":[{\"tag\":\"b\"},{\"tag\":\"a\"}]}"))
                .isEmpty();
    }

    @Test
    void goesAsDeepAsTheDifferenceIs() {
        List<NodeChange> changes = diff(
                "{\"all\":[{\"not\":{\"any\":[{\"attribute\":\"age\",\"gte\":18},{\"tag\":\"a\"}]}}]}",
                "{\"all\":[{\"not\":{\"any\":[{\"attribute\":\"age\",\"gte\":21}]}}]}");

        assertThat(changes).extracting(NodeChange::change).containsExactly("changed", "removed");
        assertThat(changes).extracting(NodeChange::fromPointer).containsExactly("/all/0/not/any/0", "/all/0/not/any/1");
        assertThat(changes.get(1).toPointer()).isNull();
    }

    @Test
    void conditionsOfAnotherKindAreChangedAsAWhole() {
        assertThat(diff("{\"tag\":\"a\"}", "{\"all\":[{\"tag\":\"a\"}]}"))
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.change()).isEqualTo("changed");
                    assertThat(change.fromPointer()).isEmpty();
                });
    }

    @Test
    void oneOfTwoEqualConditionsThatGoesIsRemoved() {
        assertThat(diff("{\"all\":[{\"tag\":\"a\"},{\"tag\":\"a\"}]}", "{\"all\":[{\"tag\":\"a\"}]}"))
                .extracting(NodeChange::change)
                .containsExactly("removed");
    }

    private static List<NodeChange> diff(String from, String to) {
        return DefinitionDiff.of(
                JsonMapper.shared().readTree(from), JsonMapper.shared().readTree(to));
    }
}
