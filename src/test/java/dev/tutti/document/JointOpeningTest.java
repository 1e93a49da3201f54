package dev.tutti.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.document.block.BlockWriter;
import dev.tutti.testing.Patience;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class JointOpeningTest {
  private static final int ALL = 100_000;
  private static final Duration LONG = Duration.ofMinutes(2);

  private final CharacterBudget budget = new CharacterBudget(ALL);
  private final AtomicInteger reads = new AtomicInteger();

  private Supplier<ReadDocument> document(int length) {
    var out = new BlockWriter();
    out.block("paragraph", "x".repeat(length));
    var parsed = out.finished();
    return () -> {
      reads.incrementAndGet();
      return new ReadDocument("a.txt", "text/plain", parsed);
    };
  }

  private JointOpening opening(Duration longest, List<Supplier<ReadDocument>> sources) {
    return new JointOpening(budget, sources, longest);
  }

  private boolean free(int characters) {
    var lease = budget.takeNow(characters);
    lease.ifPresent(CharacterBudget.Lease::close);
    return lease.isPresent();
  }

  @Test
  void documents_count_until_each_is_closed() {
    var open = opening(Duration.ZERO, List.of(document(30_000), document(50_000))).open();
    assertThat(free(20_001)).isFalse();
    assertThat(free(20_000)).isTrue();
    open.getFirst().close();
    assertThat(free(50_000)).isTrue();
    open.getLast().close();
    assertThat(free(ALL)).isTrue();
    assertThat(reads).hasValue(2);
  }

  @Test
  void more_than_there_is_at_all_are_refused_at_once_and_hold_nothing() {
    var opening = opening(LONG, List.of(document(60_000), document(50_000), document(1)));
    assertThatExceptionOfType(Fault.class)
        .isThrownBy(opening::open)
        .withMessageContaining("too_large: 110000 characters up to a.txt (expected: at most 100000")
        .matches(fault -> fault.status() == 422 && fault.code() == FaultCode.INVALID_REQUEST);
    assertThat(free(ALL)).isTrue();
    assertThat(reads).hasValue(2);
  }

  @Test
  void many_small_ones_count_as_what_each_takes_at_least() {
    List<Supplier<ReadDocument>> sources = new ArrayList<>();
    for (int i = 0; i < ALL / 4_096 + 1; i++) {
      sources.add(document(1));
    }
    assertThatExceptionOfType(Fault.class)
        .isThrownBy(new JointOpening(budget, sources, Duration.ZERO)::open)
        .withMessageStartingWith("too_large");
  }

  @Test
  void a_single_document_may_be_longer_than_the_budget() {
    var open = opening(Duration.ZERO, List.of(document(ALL + 1))).open();
    assertThat(free(1)).isFalse();
    open.getFirst().close();
    assertThat(free(ALL)).isTrue();
  }

  @Test
  void whoever_finds_no_room_for_a_later_one_waits_with_nothing_for_all() throws Exception {
    var others = budget.take(60_000, Duration.ZERO);
    var waiting =
        CompletableFuture.supplyAsync(
            opening(LONG, List.of(document(30_000), document(30_000)))::open,
            Thread::startVirtualThread);
    Patience.until(() -> reads.get() == 2, "both are read");
    Patience.until(() -> !free(1), "it waits for all, with others behind it");
    assertThat(waiting).isNotDone();
    others.close();
    var open = waiting.get(LONG.toSeconds(), TimeUnit.SECONDS);
    assertThat(reads).hasValue(4);
    assertThat(free(40_000)).isTrue();
    assertThat(free(40_001)).isFalse();
    open.forEach(OpenDocument::close);
    assertThat(free(ALL)).isTrue();
  }

  @Test
  void two_that_each_have_half_do_not_wait_for_each_other() throws Exception {
    var both = new CyclicBarrier(2);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = threads.submit(() -> openedAndClosed(both));
      var second = threads.submit(() -> openedAndClosed(both));
      assertThat(first.get(LONG.toSeconds(), TimeUnit.SECONDS)).isEqualTo(2);
      assertThat(second.get(LONG.toSeconds(), TimeUnit.SECONDS)).isEqualTo(2);
    }
    assertThat(free(ALL)).isTrue();
  }

  /** Reads its second document when another has its first one, too. */
  private int openedAndClosed(CyclicBarrier both) {
    var later = document(40_000);
    var times = new AtomicInteger();
    Supplier<ReadDocument> second =
        () -> {
          if (times.incrementAndGet() == 1) {
            await(both);
          }
          return later.get();
        };
    var open = opening(LONG, List.of(document(40_000), second)).open();
    open.forEach(OpenDocument::close);
    return open.size();
  }

  private static void await(CyclicBarrier both) {
    try {
      both.await(LONG.toSeconds(), TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void one_that_cannot_be_read_leaves_nothing_behind() {
    Supplier<ReadDocument> broken =
        () -> {
          throw Fault.invalid("file", "corrupt");
        };
    assertThatExceptionOfType(Fault.class)
        .isThrownBy(opening(LONG, List.of(document(30_000), broken))::open)
        .withMessageContaining("corrupt");
    assertThat(free(ALL)).isTrue();
  }

  @Test
  void whoever_waits_in_vain_is_told_to_come_back() {
    try (var others = budget.take(60_000, Duration.ZERO)) {
      assertThatExceptionOfType(Fault.class)
          .isThrownBy(opening(Duration.ZERO, List.of(document(30_000), document(30_000)))::open)
          .matches(fault -> fault.code() == FaultCode.OVERLOADED && fault.retryAfter().isPresent());
      assertThat(free(40_000)).isTrue();
      assertThat(others).isNotNull();
    }
  }
}
