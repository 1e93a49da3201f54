package dev.tutti.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class EventLogTest {
  private static final Set<EventTopic> ALL = EnumSet.allOf(EventTopic.class);

  private final AtomicLong nanos = new AtomicLong();
  private final EventLog log = new EventLog("run", nanos::get);

  private void add(EventTopic topic, int count) {
    for (int i = 0; i < count; i++) {
      log.add(topic, "{}");
    }
  }

  @Test
  void a_reader_sees_each_event_of_its_topics_once() {
    add(EventTopic.CALL_ENDED, 3);
    add(EventTopic.LIVE_TICK, 2);
    var page = log.after(0, EnumSet.of(EventTopic.LIVE_TICK), 4);
    assertThat(page.events()).extracting(EventEntry::number).containsExactly(4L);
    assertThat(page.last()).isEqualTo(4);
    var next = log.after(page.last(), ALL, 100);
    assertThat(next.events()).extracting(EventEntry::number).containsExactly(5L);
    assertThat(log.after(next.last(), ALL, 100))
        .isEqualTo(new EventPage(next.events().subList(0, 0), 0, 5));
  }

  @Test
  void an_event_is_the_same_text_for_all_its_readers() {
    log.add(EventTopic.CONFIG_CHANGED, "{\"a\":1}");
    var text = log.after(0, ALL, 1).events().getFirst().text();
    assertThat(text).isEqualTo("id: run-1\nevent: config.changed\ndata: {\"a\":1}\n\n");
    assertThat(log.after(0, ALL, 1).events().getFirst().text()).isSameAs(text);
  }

  @Test
  void a_slow_reader_hears_how_many_it_has_missed() {
    add(EventTopic.CALL_ENDED, 5_000);
    var page = log.after(10, ALL, 100);
    assertThat(page.missed()).isEqualTo(5_000 - 4_096 - 10);
    assertThat(page.events().getFirst().number()).isEqualTo(5_000 - 4_096 + 1);
    assertThat(page.events()).hasSize(100);
  }

  @Test
  void calls_are_noted_while_somebody_reads_and_for_a_minute_after() {
    log.addIfWatched(EventTopic.CALL_ENDED, () -> "{}");
    assertThat(log.last()).isZero();
    log.after(0, ALL, 10);
    nanos.addAndGet(Duration.ofSeconds(59).toNanos());
    log.addIfWatched(EventTopic.CALL_ENDED, () -> "{}");
    assertThat(log.last()).isEqualTo(1);
    nanos.addAndGet(Duration.ofSeconds(2).toNanos());
    log.addIfWatched(EventTopic.CALL_ENDED, () -> "{}");
    assertThat(log.last()).isEqualTo(1);
  }
}
