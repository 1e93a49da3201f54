package dev.tutti.skill.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.ledger.Cost;
import dev.tutti.ledger.Prices;
import dev.tutti.skill.TestingFailingStore;
import dev.tutti.skill.TestingTime;
import dev.tutti.skill.api.Skill;
import dev.tutti.skill.api.TestingRelease;
import dev.tutti.skill.run.SkillRecords.ExecutionRecord;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import dev.tutti.testing.KnownFault;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of records while they cannot be written. */
class SkillRecordsOutageTest {
  private static final int MOST_UNWRITTEN = 20_000;

  @TempDir private Path folder;
  private final TestingTime time = new TestingTime();
  private final SkillRecords records =
      new SkillRecords(time, new SimpleMeterRegistry(), Prices::shipped);
  private TestingFailingStore store;

  @BeforeEach
  void open() {
    store = new TestingFailingStore(Store.open(StoreSettings.in(folder)));
  }

  @AfterEach
  void close() {
    store.close();
  }

  /** Of a write that was done nobody may know, so that it is done again. */
  @KnownFault("SECURITY-F28")
  @ParameterizedTest
  @EnumSource
  void every_record_is_written_once(TestingFailingStore.Mode mode) {
    var skill = TestingRelease.skill("1.0.0", "Hi");
    store.mode(mode);
    for (int i = 1; i <= 3; i++) {
      records.add(skill, done(i));
      assertThat(records.write(store).join()).isEqualTo(mode == TestingFailingStore.Mode.WORKING);
    }
    store.mode(TestingFailingStore.Mode.WORKING);
    records.add(skill, done(4));
    assertThat(records.write(store).join()).isTrue();
    assertThat(written()).extracting(row -> row.done().tokens()).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  @KnownFault("SECURITY-F28")
  void what_waits_is_bounded_and_the_oldest_is_given_up() {
    var versions =
        LongStream.range(0, 5).mapToObj(i -> TestingRelease.skill("1." + i + ".0", "Hi")).toList();
    add(versions, MOST_UNWRITTEN + 500);
    store.mode(TestingFailingStore.Mode.REFUSING);
    assertThat(records.write(store).join()).isFalse();
    add(versions, 10);
    store.mode(TestingFailingStore.Mode.WORKING);
    assertThat(records.write(store).join()).isTrue();
    assertThat(written())
        .extracting(SkillRecordTable.Row::number)
        .containsExactlyElementsOf(
            LongStream.rangeClosed(511, MOST_UNWRITTEN + 510).boxed().toList());
  }

  private void add(List<Skill> versions, int many) {
    for (int i = 0; i < many; i++) {
      records.add(versions.get(i % versions.size()), done(i));
    }
  }

  private List<SkillRecordTable.Row> written() {
    return Store.await(store.read(handle -> SkillRecordTable.since(handle, Instant.EPOCH)));
  }

  private ExecutionRecord done(long tokens) {
    return new ExecutionRecord(
        time.instant(),
        "revision",
        "completed",
        false,
        false,
        false,
        false,
        false,
        Duration.ofMillis(5),
        tokens,
        0,
        Cost.UNKNOWN);
  }
}
