package dev.tutti.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Coarse timers, turned by hand. */
class TimerWheelTest {
  private static final long TICK = TimerWheel.TICK.toNanos();

  private final Queue<Runnable> turns = new ArrayDeque<>();
  private long nextTurn;
  private final List<String> ran = new ArrayList<>();
  private long now = -7 * TICK - 3; // a clock's zero means nothing
  private final TimerWheel wheel = new TimerWheel(() -> now, this::afterTick, Runnable::run);

  @Test
  void a_task_runs_at_its_time_or_up_to_two_ticks_later() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    Map<Integer, Long> due = new HashMap<>();
    Map<Integer, Long> late = new HashMap<>();
    for (int i = 0; i < 1_000; i++) {
      int task = i;
      var after = Duration.ofMillis(500 + random.nextInt(120_000));
      due.put(task, now + after.toNanos());
      wheel.set(after, () -> late.put(task, now - due.get(task)));
      pass(random.nextLong(TICK));
    }
    pass(Duration.ofMinutes(3).toNanos());
    assertThat(late).as("seed " + seed).hasSize(1_000);
    assertThat(late.values()).allMatch(by -> by >= 0 && by < 2 * TICK);
  }

  @Test
  void what_is_unset_is_not_run() {
    var first = wheel.set(Duration.ofSeconds(1), () -> ran.add("first"));
    wheel.set(Duration.ofSeconds(1), () -> ran.add("second"));
    var third = wheel.set(Duration.ofSeconds(1), () -> ran.add("third"));
    third.run();
    first.run();
    first.run();
    pass(Duration.ofSeconds(2).toNanos());
    first.run();
    assertThat(ran).containsExactly("second");
  }

  @Test
  void a_task_that_is_due_can_be_unset_by_another_one() {
    var waiting = new ArrayDeque<Runnable>();
    var wheel = new TimerWheel(() -> now, this::afterTick, waiting::add);
    var unset = wheel.set(Duration.ofSeconds(1), () -> ran.add("too late"));
    pass(Duration.ofSeconds(2).toNanos());
    unset.run();
    waiting.forEach(Runnable::run);
    assertThat(waiting).hasSize(1);
    assertThat(ran).isEmpty();
  }

  @Test
  void it_stands_still_while_nothing_is_set() {
    assertThat(turns).isEmpty();
    wheel.set(Duration.ofSeconds(1), () -> ran.add("once")).run();
    turn();
    assertThat(turns).isEmpty();
    pass(Duration.ofHours(1).toNanos());
    wheel.set(Duration.ofSeconds(1), () -> ran.add("again"));
    pass(Duration.ofSeconds(1).toNanos() + 2 * TICK);
    assertThat(ran).containsExactly("again");
    assertThat(turns).isEmpty();
  }

  @Test
  void all_that_is_due_runs_after_the_machine_has_slept() {
    wheel.set(Duration.ofSeconds(1), () -> ran.add("short"));
    wheel.set(Duration.ofMinutes(5), () -> ran.add("long"));
    wheel.set(Duration.ofHours(9), () -> ran.add("later"));
    now += Duration.ofHours(8).toNanos();
    turn();
    turn();
    assertThat(ran).containsExactlyInAnyOrder("short", "long");
  }

  @Test
  void a_loop_that_was_busy_reads_what_has_come_before_it_calls_others_late() {
    var unset = wheel.set(Duration.ofSeconds(5), () -> ran.add("answered"));
    wheel.set(Duration.ofSeconds(5), () -> ran.add("not answered"));
    now += Duration.ofSeconds(6).toNanos();
    turn();
    assertThat(ran).isEmpty();
    unset.run(); // by what was read
    now += Duration.ofSeconds(6).toNanos(); // busy again
    turn();
    assertThat(ran).containsExactly("not answered");
  }

  private void afterTick(Runnable turn) {
    turns.add(turn);
    nextTurn = now + TICK;
  }

  private void pass(long nanos) {
    long end = now + nanos;
    while (!turns.isEmpty() && nextTurn <= end) {
      now = nextTurn;
      turn();
    }
    now = end;
  }

  private void turn() {
    turns.remove().run();
  }
}
