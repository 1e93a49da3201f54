package dev.tutti.task.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.task.api.TaskReason;
import dev.tutti.task.line.LineEntry.EntryWork;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TaskLineTest {
  private static final long STEP = 600_000;
  private static final EntryWork WORK = new EntryWork("work", "", "", 1, false);
  private static final TaskReason BUSY = new TaskReason("busy", "for now");

  private final TaskLine line = new TaskLine();
  private long seq;

  private LineEntry entry(String id, String owner, int priority, long ready) {
    return new LineEntry(id, ++seq, owner, 0, ready, Long.MAX_VALUE, ready - priority * STEP, WORK);
  }

  private List<String> take(int most, long now) {
    return line.take(most, now, _ -> Admission.NOW).stream().map(LineEntry::id).toList();
  }

  @Test
  void the_urgent_one_comes_first_and_equals_in_their_order() {
    line.add(entry("a", "me", 5, 0));
    line.add(entry("b", "me", 5, 0));
    line.add(entry("urgent", "me", 9, 10));
    assertThat(take(3, 20)).containsExactly("urgent", "a", "b");
  }

  @Test
  void tasks_that_are_cancelled_before_their_turn_do_not_stay_in_memory() {
    line.add(entry("kept", "me", 5, 1_000));
    for (int i = 0; i < 10_000; i++) {
      var id = "late" + i;
      line.add(new LineEntry(id, ++seq, "me", 0, 1_000, 2_000, 0, WORK));
      line.remove(id);
      line.add(entry("held" + i, "you", 5, 0));
      line.take(1, 10, _ -> new Admission.Held("key", BUSY));
      line.remove("held" + i);
    }
    assertThat(line.size()).isEqualTo(1);
    assertThat(line.kept()).isLessThan(300);
    assertThat(take(2, 1_000)).containsExactly("kept");
  }

  @Test
  void nothing_starves_behind_more_urgent_ones() {
    line.add(entry("old", "me", 0, 0));
    line.add(entry("new", "me", 9, 9 * STEP + 1));
    assertThat(take(1, 10 * STEP)).containsExactly("old");
  }

  @Test
  void owners_get_equal_shares_whoever_came_first() {
    for (int i = 0; i < 10; i++) {
      line.add(entry("a" + i, "a", 9, 0));
    }
    line.add(entry("b0", "b", 0, 5));
    line.add(entry("b1", "b", 0, 5));
    assertThat(take(4, 10)).containsExactly("a0", "b0", "a1", "b1");
  }

  @Test
  void who_has_fewest_running_comes_first() {
    for (int i = 0; i < 4; i++) {
      line.add(entry("a" + i, "a", 5, 0));
    }
    assertThat(take(3, 0)).hasSize(3);
    line.add(entry("b0", "b", 5, 0));
    line.add(entry("b1", "b", 5, 0));
    assertThat(take(2, 0)).containsExactly("b0", "b1");
    line.ended("a");
    line.ended("a");
    line.ended("a");
    assertThat(take(2, 0)).containsExactly("a3");
  }

  @Test
  void shares_of_owners_are_counted_whatever_becomes_of_tasks() {
    line.add(entry("a", "me", 5, 0));
    line.add(entry("a", "me", 9, 0)); // known by then
    line.add(entry("b", "me", 5, 0));
    line.add(entry("c", "you", 5, 0));
    line.add(new LineEntry("d", ++seq, "me", 0, 0, 50, 0, WORK));
    assertThat(line.share("me")).isEqualTo(new TaskLine.OwnerShare(3, 4));
    line.remove("b");
    line.remove("nobody");
    assertThat(line.share("me")).isEqualTo(new TaskLine.OwnerShare(2, 3));
    assertThat(line.expired(50)).hasSize(1);
    assertThat(take(1, 60)).containsExactly("a");
    assertThat(line.share("me")).isEqualTo(new TaskLine.OwnerShare(0, 1));
    assertThat(line.share("you")).isEqualTo(new TaskLine.OwnerShare(1, 1));
  }

  @Test
  void a_task_waits_for_its_time() {
    line.add(entry("later", "me", 9, 100));
    assertThat(take(1, 99)).isEmpty();
    assertThat(take(1, 100)).containsExactly("later");
  }

  @Test
  void what_is_removed_is_not_taken() {
    line.add(entry("a", "me", 5, 0));
    line.remove("a");
    assertThat(take(1, 1)).isEmpty();
    assertThat(line.size()).isZero();
  }

  @Test
  void a_later_attempt_is_not_replaced_by_an_earlier_one() {
    var first = entry("a", "me", 5, 0);
    line.add(new LineEntry("a", 9, "me", 2, 50, Long.MAX_VALUE, 50, WORK));
    line.add(first);
    assertThat(take(1, 10)).isEmpty();
    assertThat(take(1, 50)).containsExactly("a");
  }

  private static Admission held(String key) {
    return new Admission.Held(key, BUSY);
  }

  @Test
  void what_is_held_keeps_its_turn_and_says_why() {
    line.add(entry("busy", "me", 9, 0));
    line.add(entry("quiet", "me", 5, 0));
    var taken = line.take(2, 1, each -> each.id().equals("busy") ? held("k") : Admission.NOW);
    assertThat(taken).extracting(LineEntry::id).containsExactly("quiet");
    assertThat(line.hold("busy", 1)).contains(BUSY);
    assertThat(line.held()).containsEntry("busy", 1);
    assertThat(line.oldest(50)).isZero();
    assertThat(take(2, 1)).containsExactly("busy");
    assertThat(line.hold("busy", 1)).isEmpty();
    assertThat(line.held()).isEmpty();
  }

  @Test
  void one_look_tells_for_all_that_are_held_together() {
    for (int i = 0; i < 1_000; i++) {
      line.add(entry("a" + i, "a", 9, 0));
    }
    line.add(entry("b", "b", 0, 5));
    assertThat(line.take(9, 10, each -> each.owner().equals("a") ? held("a") : Admission.NOW))
        .extracting(LineEntry::id)
        .containsExactly("b");
    line.ended("b");
    var looks = new AtomicInteger();
    assertThat(
            line.take(
                9,
                10,
                _ -> {
                  looks.incrementAndGet();
                  return held("a");
                }))
        .isEmpty();
    assertThat(looks).hasValue(1);
    assertThat(line.held()).containsEntry("busy", 1_000);
    assertThat(take(3, 10)).containsExactly("a0", "a1", "a2");
    assertThat(take(1_000, 10)).hasSize(997);
    assertThat(line.size()).isZero();
  }

  @Test
  void what_is_cancelled_while_it_is_held_is_not_taken() {
    line.add(entry("a", "me", 9, 0));
    line.add(entry("b", "me", 5, 0));
    assertThat(line.take(2, 1, _ -> held("k"))).isEmpty();
    line.remove("a");
    assertThat(line.hold("a", 1)).isEmpty();
    assertThat(take(2, 1)).containsExactly("b");
  }

  @Test
  void nobody_overtakes_who_waits_for_room() {
    line.add(entry("large", "me", 9, 0));
    line.add(entry("small", "me", 5, 0));
    line.add(entry("later", "me", 5, 9));
    assertThat(line.take(2, 1, _ -> new Admission.Full(BUSY))).isEmpty();
    assertThat(line.hold("small", 1)).contains(BUSY);
    assertThat(line.hold("later", 1)).isEmpty();
    assertThat(line.held()).containsEntry("busy", 2);
    assertThat(take(2, 1)).containsExactly("large", "small");
  }

  @Test
  void a_deadline_ends_waiting() {
    line.add(new LineEntry("a", 1, "me", 0, 0, 100, 0, WORK));
    assertThat(line.expired(99)).isEmpty();
    assertThat(line.expired(100)).extracting(LineEntry::id).containsExactly("a");
    assertThat(take(1, 200)).isEmpty();
  }
}
