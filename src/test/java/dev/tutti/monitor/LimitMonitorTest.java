package dev.tutti.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LimitMonitorTest {
  private static final Instant BEGIN = Instant.parse("2026-03-01T12:00:00Z");
  private static final LimitUse IDLE = new LimitUse(LimitKind.IN_FLIGHT, "idle", 10, 0, 0);

  @TempDir Path folder;
  private final AtomicReference<Instant> now = new AtomicReference<>(BEGIN);
  private final AtomicReference<List<LimitUse>> limits = new AtomicReference<>(List.of());
  private Store store;
  private LimitMonitor monitor;

  @BeforeEach
  void open() {
    store = Store.open(StoreSettings.in(folder));
    monitor = new LimitMonitor(store, now::get, limits::get);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void look(int times, LimitUse... seen) {
    limits.set(List.of(seen));
    IntStream.range(0, times).forEach(_ -> monitor.look());
  }

  private void write(Duration later) {
    now.updateAndGet(at -> at.plus(later));
    Store.await(monitor.write());
  }

  private LimitHistory history(int parts) {
    return Store.await(
        monitor.history(LimitQuery.all(BEGIN, BEGIN.plus(Duration.ofMinutes(10)), parts)));
  }

  @Test
  void the_share_of_the_time_in_which_a_limit_is_full_is_told() {
    look(3, use(10, 10, 0), IDLE);
    look(6, use(10, 4, 0), IDLE);
    write(Duration.ofMinutes(5));
    look(1, use(10, 9, 2), IDLE);
    look(2, IDLE);
    write(Duration.ofMinutes(5));
    var sample = history(2).samples().getFirst();
    assertThat(history(2).samples()).as("what nobody uses is left out").hasSize(1);
    assertThat(sample.used()).isEqualTo(10);
    assertThat(sample.share()).isEqualTo(1);
    assertThat(sample.waiting()).isEqualTo(2);
    assertThat(sample.saturated()).isCloseTo(4 / 12.0, within(1e-9));
    assertThat(history(2).points())
        .extracting(LimitHistory.Point::part, LimitHistory.Point::share)
        .containsExactly(tuple(0, 1.0), tuple(1, 0.9));
  }

  @Test
  void a_limit_that_moves_is_told_with_its_bounds() {
    look(1, use(20, 5, 0));
    look(1, use(4, 5, 0));
    write(Duration.ofMinutes(5));
    look(1, use(8, 1, 0));
    now.set(BEGIN.plus(Duration.ofMinutes(6)));
    var sample = history(1).samples().getFirst();
    assertThat(sample.lowest()).isEqualTo(4);
    assertThat(sample.most()).isEqualTo(8);
    assertThat(sample.share()).isEqualTo(1.25);
    assertThat(history(2).points())
        .extracting(LimitHistory.Point::part, LimitHistory.Point::most, LimitHistory.Point::used)
        .containsExactly(tuple(0, 4L, 5L), tuple(1, 8L, 1L));
  }

  @Test
  void a_hundredth_of_a_large_limit_is_nothing() {
    assertThat(new LimitUse(LimitKind.TOKENS, "t", 1_000, 990, 0).isFull()).isTrue();
    assertThat(new LimitUse(LimitKind.TOKENS, "t", 1_000, 989, 0).isFull()).isFalse();
    assertThat(new LimitUse(LimitKind.IN_FLIGHT, "t", 8, 7, 0).isFull()).isFalse();
    assertThat(new LimitUse(LimitKind.IN_FLIGHT, "t", 8, 7, 1).isFull()).isTrue();
  }

  @Test
  void no_more_than_the_fullest_two_hundred_are_kept_and_for_ninety_days() {
    look(
        1,
        IntStream.rangeClosed(1, 300)
            .mapToObj(each -> new LimitUse(LimitKind.ADAPTIVE, "d" + each, 300, each, 0))
            .toArray(LimitUse[]::new));
    write(Duration.ofMinutes(5));
    assertThat(history(1).samples()).hasSize(200);
    assertThat(history(1).samples().getLast().subject()).isEqualTo("d101");
    look(1, IDLE);
    write(Duration.ofDays(91));
    assertThat(history(1).samples()).isEmpty();
  }

  private static LimitUse use(long most, long used, long waiting) {
    return new LimitUse(LimitKind.IN_FLIGHT, "openai", most, used, waiting);
  }
}
