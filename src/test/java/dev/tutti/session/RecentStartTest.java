package dev.tutti.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.context.ContextInput;
import dev.tutti.context.ContextStrategy;
import dev.tutti.context.ContextView;
import dev.tutti.context.Dependence;
import dev.tutti.context.HistoryMessage;
import dev.tutti.context.TokenBudget;
import dev.tutti.session.RecentStart.RowLength;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RecentStartTest {
  private static final RecentStart START = new RecentStart(64_000, 1);

  private static long start(long rows, long bytes) {
    return start(START, rows, bytes);
  }

  private static long start(RecentStart start, long rows, long bytes) {
    return start.of(
        LongStream.range(0, rows).mapToObj(at -> new RowLength(rows - at, bytes)).iterator());
  }

  @Test
  void a_session_that_no_view_is_too_short_for_is_read_from_its_beginning() {
    assertThat(start(0, 0)).isZero();
    assertThat(start(1_000, 400)).isZero();
  }

  @Test
  void a_long_one_is_read_as_far_as_a_view_reaches_and_little_farther() {
    for (long rows : new long[] {5_000, 50_000, 500_000}) {
      long read = rows - start(rows, 400) + 1;
      assertThat(read).isBetween(64_000L / 53, 64_000L / 53 + 256);
    }
  }

  @Test
  void it_stays_where_it_is_while_rows_are_added() {
    var starts = new TreeSet<Long>();
    for (long rows = 10_000; rows < 12_560; rows++) {
      starts.add(start(rows, 400));
    }
    assertThat(starts).hasSizeBetween(10, 11);
  }

  @Test
  void it_never_goes_back() {
    long last = 0;
    for (long rows = 1; rows < 3_000; rows++) {
      long now = start(rows, 3_000);
      assertThat(now).isGreaterThanOrEqualTo(last);
      last = now;
    }
  }

  @Test
  void views_begin_differently_no_more_often_than_the_start_moves_beside_those_of_all() {
    var all = new ArrayList<HistoryMessage>();
    for (int at = 1; at <= 3_600; at++) {
      var json = Json.object().put("role", at % 2 == 1 ? "user" : "assistant").put("content", "x");
      all.add(new HistoryMessage("m" + at, json, 50, false, Dependence.DEPENDENT));
    }
    var ofAll = new TreeSet<String>();
    var ofLatest = new TreeSet<String>();
    var starts = new TreeSet<Long>();
    for (int rows = 3_000; rows < 3_600; rows += 2) {
      long start = start(new RecentStart(16_000, 2), rows, 400);
      starts.add(start);
      ofAll.add(first(all.subList(0, rows)));
      ofLatest.add(first(all.subList((int) start, rows))); // places are even: a user's comes next
    }
    assertThat(starts).hasSizeBetween(2, 6);
    assertThat(ofLatest).hasSizeLessThanOrEqualTo(ofAll.size() + starts.size());
  }

  private static String first(List<HistoryMessage> history) {
    var input =
        ContextInput.builder(ContextStrategy.WINDOW, TokenBudget.of(8_000)).history(history);
    return ContextView.of(input.build()).kept().getFirst();
  }

  @Test
  void long_rows_are_read_in_smaller_steps() {
    long rows = 1_000;
    long read = rows - start(rows, 1 << 20) + 1;
    assertThat(read).isBetween(16L, 32L); // 16 MiB, and half as much more
  }

  @Test
  void rows_that_are_asked_now_are_read_whatever_their_length() {
    var start = new RecentStart(64_000, 500);
    assertThat(start(start, 1_000, 1 << 20)).isBetween(250L, 501L);
  }

  @Test
  void a_longer_part_has_more_bytes_too() {
    long rows = 1_000;
    long read = rows - start(START.times(4), rows, 1 << 20) + 1;
    assertThat(read).isBetween(64L, 128L);
  }
}
