package dev.tutti.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.session.SummarisedMessages.Range;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SummarisedMessagesTest {
  private static SessionMessage message(long position, String id) {
    var json = Json.object().put("role", "user").put("content", "words");
    return new SessionMessage(position, id, "", Instant.EPOCH, false, Json.object(), 0, "", json);
  }

  private static List<SessionMessage> messages(long first, long last) {
    return LongStream.rangeClosed(first, last).mapToObj(at -> message(at, "m" + at)).toList();
  }

  @Test
  void what_follows_makes_a_range_longer_and_no_list_of_ids() {
    var all = SummarisedMessages.NONE;
    for (long first = 1; first < 10_000; first += 100) {
      all = all.with(messages(first, first + 99), List.of());
    }
    assertThat(all.ranges()).containsExactly(new Range(1, 10_000));
    assertThat(all.count()).isEqualTo(10_000);
    assertThat(Json.text(all.json())).hasSizeLessThan(90);
    assertThat(all.areAll(messages(1, 10_000))).isTrue();
    assertThat(SummarisedMessages.read(all.json())).isEqualTo(all);
  }

  @Test
  void what_was_not_read_in_between_is_no_part_of_it() {
    var all = SummarisedMessages.NONE.with(messages(1, 4), List.of());
    var more = all.with(messages(8, 9), List.of());
    assertThat(more.ranges()).containsExactly(new Range(1, 4), new Range(8, 9));
    assertThat(more.hasPlace(message(4, "m4"))).isTrue();
    assertThat(more.hasPlace(message(5, "m5"))).isFalse();
    assertThat(more.hasPlace(message(8, "m8"))).isTrue();
  }

  @Test
  void places_that_no_message_has_do_not_part_what_follows() {
    var all = SummarisedMessages.NONE.with(messages(1, 4), List.of());
    var more = all.with(messages(7, 9), messages(4, 4));
    assertThat(more.ranges()).containsExactly(new Range(1, 9));
    assertThat(more.count()).isEqualTo(7);
  }

  @Test
  void what_is_read_between_two_ranges_joins_them_and_counts_once() {
    var all = SummarisedMessages.NONE.with(messages(1, 4), List.of());
    var parted = all.with(messages(8, 9), List.of());
    var joined = parted.with(messages(5, 12), messages(4, 4));
    assertThat(joined.ranges()).containsExactly(new Range(1, 12));
    assertThat(joined.areAll(messages(1, 12))).isTrue();
    var begun = parted.with(messages(5, 6), messages(4, 4));
    assertThat(begun.ranges()).containsExactly(new Range(1, 6), new Range(8, 9));
    assertThat(begun.count()).isEqualTo(8);
    assertThat(begun.last()).isEqualTo(9);
  }

  @Test
  void another_branch_with_as_many_messages_in_these_places_is_told_from_it() {
    var all = SummarisedMessages.NONE.with(messages(1, 2), List.of());
    assertThat(all.areAll(messages(1, 1))).isFalse();
    assertThat(all.areAll(List.of(message(1, "m1"), message(2, "other")))).isFalse();
    var converted = new SummarisedMessages(all.ranges(), 2, "");
    assertThat(converted.areAll(List.of(message(1, "m1"), message(2, "other")))).isTrue();
    assertThat(converted.with(messages(3, 3), List.of()).digest()).isEmpty();
  }
}
