package io.muster.server.facade.artsy;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.model.ErrorCode;
import io.muster.server.access.Application;
import io.muster.server.access.ApplicationSettings;
import io.muster.server.access.Applications;
import io.muster.server.access.Caller;
import io.muster.server.catalog.Catalog;
import io.muster.server.conformance.Proves;
import io.muster.server.person.People;
import io.muster.server.test.Answer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ArtsyPagesTest {
    private final ArtsyAccount account = ArtsyAccount.open();

    @Test
    @Proves({"artsy-06", "artsy-07", "artsy-39", "artsy-44"})
    void aPageHasTenUnlessSaidOtherwiseAndLeadsToTheNext() {
        List<String> made = make(25);

        Answer first = account.client.get(account.list() + "&total_count=1");
        Answer second = account.client.get(account.path(first.at("/_links/next/href")));
        Answer third = account.client.get(account.path(second.at("/_links/next/href")));

        assertThat(first.at("/_links/next/href"))
                .startsWith(account.url("/api/applications?cursor="))
                .endsWith("&user_id=" + account.person.id() + "&total_count=1");
        assertThat(names(first)).isEqualTo(made.subList(0, 10));
        assertThat(names(second)).isEqualTo(made.subList(10, 20));
        assertThat(names(third)).isEqualTo(made.subList(20, 25));
        assertThat(third.json().get("total_count").asInt()).isEqualTo(25);
        assertThat(third.json().get("_links").has("next")).isFalse();
    }

    @Test
    @Proves({"artsy-39", "artsy-61"})
    void sizeAndOffsetAreHeldToTheirBounds() {
        List<String> made = make(12);

        Answer late = account.client.get(account.list() + "&offset=3&size=4");
        assertThat(names(late)).isEqualTo(made.subList(3, 7));
        assertThat(names(account.client.get(account.path(late.at("/_links/next/href")))))
                .isEqualTo(made.subList(7, 11));
        assertThat(names(account.client.get(account.list() + "&offset=12"))).isEmpty();
        assertThat(names(account.client.get(account.list() + "&size=100"))).hasSize(12);
        for (String wrong : List.of(
                "size=0", "size=101", "size=ten", "offset=-1", "offset=1.5", "cursor=abc", "cursor=a&offset=1")) {
            Answer refused = account.client.get(account.list() + "&" + wrong);
            assertThat(refused.status()).as(wrong).isEqualTo(400);
            assertThat(refused.at("/type")).as(wrong).isEqualTo("param_error");
        }
        String cursor = late.at("/_links/next/href").replaceFirst(".*cursor=([^&]*).*", "$1");
        Answer both = account.client.get(account.list() + "&offset=1&cursor=" + cursor);
        assertThat(both.status()).as("a good cursor with an offset").isEqualTo(400);
        assertThat(both.at("/message")).contains("offset");
        ArtsyAccount other = ArtsyAccount.open();
        assertThat(other.client.get(other.list() + "&cursor=" + cursor).status())
                .as("another's cursor, %s", ErrorCode.INVALID_CURSOR)
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 10_000})
    @Proves("artsy-63")
    void pagesNeitherRepeatNorSkipWhileApplicationsAreMade(int count) throws Exception {
        List<String> made = make(count);
        AtomicBoolean over = new AtomicBoolean();
        Thread maker = Thread.ofVirtual().start(() -> {
            while (!over.get()) {
                account.application("Meanwhile");
            }
        });

        List<String> seen = new ArrayList<>();
        String next = account.list() + "&size=" + (count > 100 ? 100 : 3);
        while (!next.isEmpty() && seen.size() < 2 * count + 100) {
            Answer page = account.client.get(next);
            assertThat(page.status()).as(page.text()).isEqualTo(200);
            page.json().at("/_embedded/applications").forEach(each -> {
                if (!each.get("name").asString().equals("Meanwhile")) {
                    seen.add(each.get("name").asString());
                }
            });
            JsonNode link = page.json().at("/_links/next/href");
            next = link.isMissingNode() || seen.size() >= count ? "" : account.path(link.asString());
        }
        over.set(true);
        maker.join();

        assertThat(seen).isEqualTo(made);
    }

    /** Makes so many applications in one transaction and gives their names, as lists have them. */
    private List<String> make(int count) {
        Caller owner = account.server
                .bean(People.class)
                .caller(account.person.id(), account.organization, 0)
                .orElseThrow();
        Applications applications = account.server.bean(Applications.class);
        List<Applications.Issued> issued = new ArrayList<>();
        account.server.bean(Catalog.class).change(dsl -> {
            for (int i = 0; i < count; i++) {
                issued.add(
                        applications.create(owner, ApplicationSettings.of("No. " + i, owner.reach(), owner.scopes())));
            }
        });
        return issued.stream()
                .map(Applications.Issued::application)
                .sorted(Comparator.comparingLong(
                                (Application made) -> made.createdAt().toEpochMilli())
                        .thenComparing(Application::id))
                .map(application -> application.settings().name())
                .toList();
    }

    private static List<String> names(Answer page) {
        assertThat(page.status()).as(page.text()).isEqualTo(200);
        List<String> names = new ArrayList<>();
        page.json()
                .at("/_embedded/applications")
                .forEach(each -> names.add(each.get("name").asString()));
        return names;
    }
}
