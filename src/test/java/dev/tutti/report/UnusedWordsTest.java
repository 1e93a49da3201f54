package dev.tutti.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.call.Call;
import dev.tutti.call.CallEnd;
import dev.tutti.call.CallSubject;
import dev.tutti.call.Caller;
import dev.tutti.call.DeploymentId;
import dev.tutti.call.TestingLoop;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Operation;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Usage;
import dev.tutti.ledger.CallFields;
import dev.tutti.ledger.Ledger;
import dev.tutti.ledger.LedgerSettings;
import dev.tutti.ledger.Prices;
import dev.tutti.query.Moment;
import dev.tutti.query.Query;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Words that nobody needs any more, after rows and buckets were deleted. */
class UnusedWordsTest {
  private static final Instant BEGIN = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir Path folder;
  private final AtomicReference<Instant> now = new AtomicReference<>(BEGIN);
  private Store store;
  private Ledger ledger;
  private Rollups rollups;
  private Retention retention;

  @BeforeEach
  void open() {
    store = Store.open(StoreSettings.in(folder));
    ledger = Ledger.open(store, Prices::shipped, now::get, LedgerSettings.defaults());
    rollups = Rollups.over(store);
    ledger.onWritten(rollups::add);
    var keep = new RetentionSettings(Duration.ofDays(1), Duration.ofDays(2), Duration.ofDays(10));
    retention = new Retention(store, () -> keep, now::get);
  }

  @AfterEach
  void close() {
    ledger.close();
    store.close();
  }

  private void ask(String user, String model) {
    var loop = new TestingLoop();
    var caller = new Caller("key-" + model, "red", user);
    var call = new Call("call-" + user, caller, loop, Duration.ofMinutes(1));
    call.subject(new CallSubject("POST", "/v1/chat/completions", Operation.CHAT, model, false));
    var attempt = call.attempt(new DeploymentId("sim", model));
    ledger.admit(ChatRequest.builder(model).user("Hi").build(), call, attempt);
    attempt.admitted();
    attempt.settle(new Outcome.Completed(Usage.of(10, 5)));
    ledger.ended(call, new CallEnd(CallEnd.COMPLETED, 200));
    Store.await(ledger.flush());
  }

  private void days(int number) {
    now.updateAndGet(at -> at.plus(Duration.ofDays(number)));
  }

  private void tidy() {
    rollups.advance().join();
    retention.advance().join();
  }

  private List<String> words() {
    return Store.await(
        store.read(handle -> handle.select("SELECT text FROM word").mapTo(String.class).list()));
  }

  private List<Object> users() {
    var all = Query.parse("", CallFields.CALL, new Moment(now.get(), ZoneOffset.UTC));
    return Store.await(ledger.calls(all, Long.MAX_VALUE, 100)).stream()
        .map(row -> row.fields().get("user"))
        .toList();
  }

  @Test
  void names_of_users_go_with_their_rows_and_those_of_groups_with_their_buckets() {
    ask("ann", "old");
    ask("bob", "old");
    days(5);
    ask("bob", "new");
    tidy();
    assertThat(users()).containsExactly("bob");
    assertThat(words()).contains("bob", "old", "new", "red").doesNotContain("ann");
    var scope = ReportScope.of(BEGIN, now.get(), ZoneOffset.UTC, "", now.get());
    var models =
        Store.await(
            FigureSource.over(ledger, now::get)
                .by(scope, List.of(Dimension.MODEL), ReportMeasure.CALLS, 10));
    assertThat(models.rows()).extracting(row -> row.names().getFirst()).contains("old");
    days(10);
    ask("cid", "new");
    tidy();
    assertThat(words()).contains("cid", "new", "key-new").doesNotContain("old", "key-old", "bob");
  }

  @Test
  void who_comes_back_has_their_name_again() {
    ask("ann", "one");
    ask("bob", "one");
    days(3);
    ask("cid", "one");
    tidy();
    assertThat(words()).doesNotContain("ann", "bob");
    ask("dan", "one");
    ask("ann", "one");
    ask("cid", "one");
    assertThat(users()).containsExactly("cid", "ann", "dan", "cid");
  }

  @Test
  void the_newest_row_keeps_its_words_however_old_it_is() {
    ask("ann", "one");
    days(400);
    tidy();
    assertThat(users()).containsExactly("ann");
    assertThat(words()).contains("ann", "one", "completed");
  }

  @Test
  void rows_that_are_in_no_bucket_keep_their_words() {
    ask("ann", "one");
    days(5);
    ask("bob", "one");
    retention.advance().join();
    assertThat(users()).containsExactly("bob", "ann");
    tidy();
    assertThat(users()).containsExactly("bob");
    assertThat(words()).doesNotContain("ann");
  }

  @Test
  void a_word_that_has_come_since_it_was_found_stays() {
    ask("ann", "one");
    days(5);
    ask("bob", "one");
    tidy();
    ask("eve", "one");
    days(5);
    ask("bob", "one");
    rollups.advance().join();
    Store.await(
        store.write(
            handle ->
                handle.execute("DELETE FROM call WHERE id < (SELECT max(id) FROM call)")
                    + handle.execute(
                        "DELETE FROM attempt WHERE id < (SELECT max(id) FROM attempt)")));
    var found =
        Store.await(store.read(handle -> UnusedWords.find(handle, UnusedWords.Sweep.NONE, 1_000)));
    assertThat(found.unused()).isNotEmpty();
    ask("eve", "one");
    Store.await(store.write(handle -> UnusedWords.delete(handle, found.unused())));
    assertThat(words()).contains("eve");
    assertThat(users()).containsExactly("eve", "bob");
  }
}
