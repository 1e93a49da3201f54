package dev.tutti.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.call.Call;
import dev.tutti.call.CallEnd;
import dev.tutti.call.CallSubject;
import dev.tutti.call.Caller;
import dev.tutti.call.DeploymentId;
import dev.tutti.call.Part;
import dev.tutti.call.TestingLoop;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Operation;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Usage;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CallRecordTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final CallSubject SUBJECT =
      new CallSubject("POST", "/v1/chat/completions", Operation.CHAT, "fast", false);
  private static final DeploymentId ONE = new DeploymentId("sim", "one");
  private static final Outcome OUT =
      new Outcome.Failed(Fault.of(FaultCode.UPSTREAM_ERROR, "out of order"), Usage.NONE);
  private static final Outcome ANSWER = new Outcome.Completed(Usage.of(10, 5));

  private final TestingLoop loop = new TestingLoop();
  private final Call call = new Call("c", Caller.ANONYMOUS, loop, Duration.ofMinutes(1));

  private CallRecord record() {
    var ending = new CallRecord.Ending(NOON, call.elapsed(), new CallEnd(CallEnd.COMPLETED, 200));
    return CallRecord.of(ending, call, SUBJECT, Prices.shipped());
  }

  private void attempt(Call by, Duration time, Outcome outcome) {
    var attempt = by.attempt(ONE);
    attempt.admitted();
    loop.advance(time);
    if (outcome.equals(ANSWER)) {
      attempt.firstToken();
    }
    attempt.settle(outcome);
  }

  @Test
  void the_first_token_counts_from_the_beginning_of_the_call() {
    attempt(call, Duration.ofSeconds(10), OUT);
    attempt(call, Duration.ofMillis(300), ANSWER);
    var record = record();
    assertThat(record.spans().timing().firstToken()).contains(Duration.ofMillis(10_300));
    assertThat(record.spans().timing().total()).isEqualTo(Duration.ofMillis(10_300));
    assertThat(record.spans().overhead()).isZero();
    assertThat(record.spent().totals().attempts()).isEqualTo(2);
    assertThat(record.spent().totals().failed()).isEqualTo(1);
  }

  @Test
  void waits_are_told_by_their_kind_and_are_no_overhead() {
    loop.advance(Duration.ofSeconds(1));
    call.tail().waits().forTurn(Duration.ofSeconds(1));
    try (var part = Part.of(call, Duration.ofSeconds(30))) {
      loop.advance(Duration.ofSeconds(4));
      part.call().tail().waits().forLimits(Duration.ofSeconds(4));
      loop.advance(Duration.ofMillis(7));
      attempt(part.call(), Duration.ofSeconds(2), ANSWER);
    }
    var spans = record().spans();
    assertThat(spans.timing().total()).isEqualTo(Duration.ofMillis(7_007));
    assertThat(spans.turns()).isEqualTo(Duration.ofSeconds(1));
    assertThat(spans.limits()).isEqualTo(Duration.ofSeconds(4));
    assertThat(spans.places()).isZero();
    assertThat(spans.overhead()).isEqualTo(Duration.ofMillis(7));
  }

  @Test
  void attempts_side_by_side_hide_no_overhead() {
    var one = call.attempt(ONE);
    one.admitted();
    loop.advance(Duration.ofSeconds(1));
    var two = call.attempt(ONE);
    two.admitted();
    loop.advance(Duration.ofSeconds(2));
    one.settle(ANSWER);
    loop.advance(Duration.ofSeconds(1));
    two.settle(ANSWER);
    loop.advance(Duration.ofMillis(9));
    assertThat(record().spans().overhead()).isEqualTo(Duration.ofMillis(9));
  }

  @Test
  void two_answers_of_one_call_are_no_failure() {
    for (int i = 0; i < 2; i++) {
      try (var part = Part.of(call, Duration.ofSeconds(30))) {
        attempt(part.call(), Duration.ofSeconds(1), ANSWER);
      }
    }
    assertThat(record().spent().totals().failed()).isZero();
    assertThat(record().spent().totals().attempts()).isEqualTo(2);
  }

  @Test
  void the_attempts_of_a_call_are_over_when_its_parts_are() {
    var outer = Part.of(call, Duration.ofSeconds(30));
    var inner = Part.of(outer.call(), Duration.ofSeconds(30));
    var end = call.attemptsEnd();
    attempt(inner.call(), Duration.ofSeconds(1), ANSWER);
    assertThat(end.isComplete()).isFalse();
    inner.close();
    assertThat(end.isComplete()).isFalse();
    outer.close();
    assertThat(end.isComplete()).isTrue();
    assertThat(call.attempts()).hasSize(1);
  }

  @Test
  void what_a_part_of_a_part_shares_is_not_paid_twice() {
    try (var outer = Part.of(call, Duration.ofSeconds(30))) {
      try (var inner = Part.of(outer.call(), Duration.ofSeconds(30))) {
        inner.call().coalesced(true);
        attempt(inner.call(), Duration.ofSeconds(1), ANSWER);
      }
    }
    assertThat(call.attempts()).hasSize(1);
    assertThat(call.ownAttempts()).isEmpty();
    assertThat(call.isShared()).isTrue();
  }

  @Test
  void a_vector_beside_the_answer_is_paid_though_the_answer_is_shared() {
    var vector = call.part(Duration.ofSeconds(1));
    attempt(vector, Duration.ofMillis(50), ANSWER);
    call.besides(vector);
    call.coalesced(true);
    assertThat(call.ownAttempts()).hasSize(1);
    assertThat(call.attempts()).isEmpty();
  }
}
