package dev.tutti.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.query.Moment;
import dev.tutti.query.Query;
import dev.tutti.report.LedgerGenerator;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallPageTest {
  private static final Instant BEGIN = Instant.parse("2026-03-05T00:00:00Z");
  private static final int CALLS = 3_000;

  @TempDir static Path folder;
  private static Store store;

  @BeforeAll
  static void open() {
    store = Store.open(StoreSettings.in(folder));
    new LedgerGenerator(7, BEGIN, Duration.ofDays(3)).write(store, CALLS, CALLS);
  }

  @AfterAll
  static void close() {
    store.close();
  }

  private static Query query(String filter) {
    return Query.parse(filter, CallFields.CALL, new Moment(BEGIN, ZoneOffset.UTC));
  }

  private static CallPage page(String filter, long before, int limit, int seen) {
    return Store.await(
        store.read(handle -> CallQueries.page(handle, query(filter), before, limit, seen)));
  }

  private static List<Long> pages(String filter) {
    var numbers = new ArrayList<Long>();
    long before = Long.MAX_VALUE;
    while (true) {
      var page = page(filter, before, 20, 500);
      page.rows().forEach(row -> numbers.add(row.number()));
      if (page.next().isEmpty()) {
        return numbers;
      }
      before = page.next().getAsLong();
    }
  }

  @Test
  void short_pages_put_together_are_the_whole_list() {
    for (var filter :
        List.of("", "owner=owner-3", "-outcome=completed", "cost>0.05", "model=none-such")) {
      var whole = page(filter, Long.MAX_VALUE, CALLS + 1, CALLS);
      assertThat(whole.next()).as(filter).isEmpty();
      assertThat(pages(filter))
          .as(filter)
          .isEqualTo(whole.rows().stream().map(CallRow::number).toList());
    }
  }

  @Test
  void a_page_looks_at_so_many_rows_only() {
    var page = page("model=none-such", Long.MAX_VALUE, 20, 500);
    assertThat(page.rows()).isEmpty();
    assertThat(page.next()).hasValue(CALLS + 1 - 500);
  }

  private static CallNeighbours neighbours(String filter, Object id) {
    return Store.await(
            store.read(handle -> CallQueries.neighbours(handle, query(filter), id.toString())))
        .orElseThrow();
  }

  @Test
  void the_calls_beside_a_call_are_those_of_the_list() {
    for (var filter : List.of("", "owner=owner-3", "-outcome=completed")) {
      var ids =
          page(filter, Long.MAX_VALUE, 40, CALLS).rows().stream()
              .map(row -> Objects.requireNonNull(row.fields().get("call")))
              .toList();
      assertThat(neighbours(filter, ids.getFirst()).newer()).as(filter).isEmpty();
      for (int i = 1; i < ids.size() - 1; i++) {
        var beside = neighbours(filter, ids.get(i));
        assertThat(beside.newer()).as(filter).hasValue(ids.get(i - 1).toString());
        assertThat(beside.older()).as(filter).hasValue(ids.get(i + 1).toString());
      }
    }
  }

  @Test
  void a_call_that_is_not_there_has_none_beside_it() {
    var found = store.read(handle -> CallQueries.neighbours(handle, query(""), "req_none"));
    assertThat(Store.await(found)).isEmpty();
  }

  @Test
  void what_a_session_used_is_the_sum_of_its_calls() {
    var sessions =
        page("owner=owner-3 -session=none", Long.MAX_VALUE, 30, CALLS).rows().stream()
            .map(row -> Objects.requireNonNull(row.fields().get("session")).toString())
            .distinct()
            .toList();
    assertThat(sessions).hasSizeGreaterThan(10);
    var asked = Stream.concat(sessions.stream(), Stream.of("none-such")).toList();
    var used = Store.await(store.read(handle -> SessionUsageTable.of(handle, "owner-3", asked)));
    assertThat(used).containsOnlyKeys(sessions);
    used.forEach(
        (session, usage) -> {
          var rows = page("owner=owner-3 session=" + session, Long.MAX_VALUE, CALLS, CALLS).rows();
          assertThat(usage.calls()).isEqualTo(rows.size());
          assertThat(usage.output()).isEqualTo(sum(rows, "output_tokens"));
          assertThat(usage.saved()).isEqualTo(sum(rows, "saved_tokens"));
        });
  }

  private static long sum(List<CallRow> rows, String field) {
    return rows.stream()
        .mapToLong(row -> ((Number) Objects.requireNonNull(row.fields().get(field))).longValue())
        .sum();
  }

  @Test
  void calls_of_a_session_are_found_at_once() {
    var page = page("session=s-1|s-2|s-3|s-4", Long.MAX_VALUE, 40, 500);
    assertThat(page.rows()).isNotEmpty();
    assertThat(page.next()).isEmpty();
  }

  @Test
  void texts_are_found_by_what_is_in_them() {
    assertThat(page("model~mar", Long.MAX_VALUE, 20, 500).rows())
        .isNotEmpty()
        .allSatisfy(row -> assertThat(row.fields()).containsEntry("model", "smart"));
  }
}
