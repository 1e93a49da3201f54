package dev.tutti.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.call.Call;
import dev.tutti.call.CallEnd;
import dev.tutti.call.CallSubject;
import dev.tutti.call.Caller;
import dev.tutti.call.DeploymentId;
import dev.tutti.call.SkillRevision;
import dev.tutti.call.TestingLoop;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Operation;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Usage;
import dev.tutti.ledger.Ledger;
import dev.tutti.ledger.LedgerSettings;
import dev.tutti.ledger.Prices;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import dev.tutti.testing.Patience;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that are added up as they are written give the same buckets as rows that are read. */
class FreshSumsTest {
  private static final long SEED = 14;

  @TempDir Path folder;
  private final SplittableRandom random = new SplittableRandom(SEED);
  private final TestingLoop loop = new TestingLoop();
  private Instant now = Instant.parse("2026-11-28T23:10:00Z");
  private Store store;
  private Ledger ledger;

  @BeforeEach
  void open() {
    store = Store.open(StoreSettings.in(folder));
    ledger = Ledger.open(store, Prices::shipped, () -> now, LedgerSettings.defaults());
  }

  @AfterEach
  void close() {
    ledger.close();
    store.close();
  }

  @Test
  void sums_of_what_was_just_written_are_those_of_the_rows() {
    var rollups = Rollups.over(store);
    ledger.onWritten(rollups::add);
    for (int i = 0; i < 5; i++) {
      calls(150);
      rollups.advance().join();
    }
    assertThat(buckets()).isEqualTo(again()).hasSizeGreaterThan(300);
    for (var level : BucketLevel.values()) {
      assertThat(buckets()).anyMatch(row -> row.contains("level=" + level.number()));
    }
  }

  @Test
  void rows_that_were_not_seen_are_read() {
    calls(50);
    var rollups = Rollups.over(store, 30);
    ledger.onWritten(rollups::add);
    calls(50);
    rollups.advance().join();
    calls(50);
    assertThat(ledger.flush()).succeedsWithin(Duration.ofSeconds(10));
    Rollups.over(store).advance().join(); // as another process does
    calls(50);
    rollups.advance().join();
    assertThat(buckets()).isEqualTo(again());
  }

  @Test
  void sums_of_many_groups_are_written_by_themselves() {
    var rollups = Rollups.over(store);
    ledger.onWritten(rollups::add);
    for (int i = 0; i < 2_500; i++) {
      call("key_" + i);
    }
    assertThat(ledger.flush()).succeedsWithin(Duration.ofSeconds(10));
    Patience.until(
        () ->
            Store.await(
                store.read(
                    handle ->
                        handle
                            .select("SELECT min(position) > 0 FROM bucket_state")
                            .mapTo(Boolean.class)
                            .one())),
        "calls and attempts are added up");
    rollups.advance().join(); // what has come since, too
    assertThat(buckets()).isEqualTo(again());
  }

  private void calls(int count) {
    for (int i = 0; i < count; i++) {
      call("key_" + random.nextInt(3));
      now = now.plusSeconds(random.nextInt(20));
    }
    assertThat(ledger.flush()).succeedsWithin(Duration.ofSeconds(10));
  }

  private void call(String key) {
    var model = one("fast", "strong");
    var caller = new Caller(key, one("red", "blue"), "");
    var call = new Call("req_" + random.nextLong(), caller, loop, Duration.ofMinutes(1));
    call.subject(new CallSubject("POST", "/v1/chat/completions", Operation.CHAT, model, false));
    if (random.nextInt(3) == 0) {
      call.skill(new SkillRevision("helper", "1.0.0+" + random.nextInt(2)));
    }
    call.coalesced(random.nextInt(9) == 0);
    loop.advance(Duration.ofMillis(random.nextInt(3_000)));
    for (int left = random.nextInt(3); left > 0; left--) {
      attempt(call, model, new Outcome.Failed(Fault.of(FaultCode.OVERLOADED, "busy"), usage()));
    }
    if (random.nextInt(5) > 0) {
      attempt(call, model, new Outcome.Completed(usage()));
      ledger.ended(call, new CallEnd(CallEnd.COMPLETED, 200));
    } else {
      ledger.ended(call, new CallEnd(FaultCode.OVERLOADED.code(), 503));
    }
  }

  private void attempt(Call call, String model, Outcome outcome) {
    var target = one(new DeploymentId("openai", "gpt-4o-mini"), new DeploymentId("mine", "llama"));
    var attempt = call.attempt(target);
    var _ = ledger.admit(ChatRequest.builder(model).user("Hello").build(), call, attempt);
    loop.advance(Duration.ofMillis(random.nextInt(3_000)));
    attempt.settle(outcome);
  }

  private Usage usage() {
    long input = random.nextInt(1_000);
    return new Usage(
        input, random.nextInt(500), input / 2, 0, random.nextInt(9), 0, 0, random.nextBoolean());
  }

  @SafeVarargs
  private <T> T one(T... some) {
    return some[random.nextInt(some.length)];
  }

  /** Adds all rows up anew, by reading them. */
  private List<String> again() {
    Store.await(
        store.write(
            handle ->
                handle.execute("DELETE FROM call_bucket")
                    + handle.execute("DELETE FROM attempt_bucket")
                    + handle.execute("UPDATE bucket_state SET position = 0")));
    Rollups.over(store).advance().join();
    return buckets();
  }

  private List<String> buckets() {
    var all = new ArrayList<String>();
    for (var subject : FigureSubject.values()) {
      var table = SubjectRows.of(subject).buckets();
      all.addAll(
          Store.await(
              store.read(
                  handle ->
                      handle
                          .select("SELECT * FROM %s ORDER BY 1, 2, 3, 4, 5, 6, 7".formatted(table))
                          .mapToMap()
                          .map(
                              row -> {
                                var figures = HexFormat.of().formatHex((byte[]) row.get("figures"));
                                row.put("figures", figures);
                                return table + row;
                              })
                          .list())));
    }
    all.sort(null);
    return all;
  }
}
