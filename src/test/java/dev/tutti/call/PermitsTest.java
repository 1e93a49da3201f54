package dev.tutti.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import io.vertx.core.Future;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PermitsTest {
  private static final Duration WAIT = Duration.ofSeconds(30);

  private final TestingLoop loop = new TestingLoop();
  private final Permits permits = new Permits(() -> "connections", 2, 2);

  @Test
  void grants_at_once_while_some_are_free() {
    assertThat(acquire(call()).succeeded()).isTrue();
    assertThat(acquire(call()).succeeded()).isTrue();
    assertThat(permits.inUse()).isEqualTo(2);
  }

  @Test
  void lets_the_others_wait_and_serves_them_in_order() {
    acquire(call());
    acquire(call());
    var third = acquire(call());
    var fourth = acquire(call());
    permits.release();
    assertThat(third.succeeded()).isTrue();
    assertThat(fourth.isComplete()).isFalse();
    assertThat(permits.inUse()).isEqualTo(2);
    assertThat(permits.waiting()).isEqualTo(1);
  }

  private Call inBackground() {
    var call = call();
    call.tail().background(true);
    return call;
  }

  @Test
  void calls_in_the_background_wait_behind_all_others() {
    acquire(call());
    acquire(call());
    var first = acquire(inBackground());
    var second = acquire(inBackground());
    var later = acquire(call());
    permits.release();
    assertThat(later.succeeded()).isTrue();
    assertThat(first.isComplete()).isFalse();
    assertThat(code(acquire(inBackground()))).isEqualTo(FaultCode.CONCURRENCY_TIMEOUT);
    assertThat(acquire(call()).isComplete()).as("its line is another one").isFalse();
    permits.release();
    permits.release();
    assertThat(first.succeeded()).isTrue();
    assertThat(second.isComplete()).isFalse();
    assertThat(permits.waiting()).isEqualTo(1);
  }

  @Test
  void calls_in_the_background_leave_a_quarter_free() {
    var eight = new Permits(() -> "connections", 8, 8);
    for (int i = 0; i < 6; i++) {
      assertThat(eight.acquire(inBackground(), WAIT).succeeded()).isTrue();
    }
    var seventh = eight.acquire(inBackground(), WAIT);
    assertThat(seventh.isComplete()).isFalse();
    assertThat(eight.acquire(call(), WAIT).succeeded()).isTrue();
    eight.release();
    assertThat(seventh.isComplete()).as("seven are held, one by another call").isFalse();
    eight.release();
    assertThat(seventh.succeeded()).isTrue();
  }

  @Test
  void who_leaves_the_line_of_the_background_holds_nothing() {
    acquire(call());
    acquire(call());
    var leaving = inBackground();
    var left = acquire(leaving);
    leaving.cancel();
    assertThat(code(left)).isEqualTo(FaultCode.CANCELLED);
    assertThat(permits.waiting()).isZero();
  }

  @Test
  void refuses_when_the_line_is_full() {
    for (int i = 0; i < 4; i++) {
      acquire(call());
    }
    assertThat(code(acquire(call()))).isEqualTo(FaultCode.CONCURRENCY_TIMEOUT);
  }

  @Test
  void gives_up_after_the_time() {
    acquire(call());
    acquire(call());
    var late = acquire(call());
    loop.advance(WAIT);
    assertThat(code(late)).isEqualTo(FaultCode.CONCURRENCY_TIMEOUT);
    assertThat(permits.waiting()).isZero();
  }

  @Test
  void who_leaves_the_line_holds_nothing() {
    acquire(call());
    acquire(call());
    var leaving = call();
    var left = acquire(leaving);
    leaving.cancel();
    assertThat(code(left)).isEqualTo(FaultCode.CANCELLED);
    permits.release();
    permits.release();
    assertThat(permits.inUse()).isZero();
    assertThat(loop.timers()).isZero();
  }

  @Test
  void a_grant_on_its_way_to_one_who_left_goes_to_the_next() {
    acquire(call());
    acquire(call());
    var leaving = call();
    var left = acquire(leaving);
    var next = acquire(call());
    loop.elsewhere(
        () -> {
          leaving.cancel(); // queued on the loop first
          permits.release(); // grants to the one who leaves, queued behind
        });
    assertThat(code(left)).isEqualTo(FaultCode.CANCELLED);
    assertThat(next.succeeded()).isTrue();
    assertThat(permits.inUse()).isEqualTo(2);
  }

  @Test
  void more_of_them_are_granted_at_once_to_those_that_wait() {
    acquire(call());
    acquire(call());
    var third = acquire(call());
    var fourth = acquire(call());
    permits.resize(3);
    assertThat(third.succeeded()).isTrue();
    assertThat(fourth.isComplete()).isFalse();
    permits.resize(4);
    assertThat(fourth.succeeded()).isTrue();
    assertThat(permits.inUse()).isEqualTo(4);
  }

  @Test
  void fewer_of_them_take_nothing_away_and_grant_nothing_until_it_fits() {
    acquire(call());
    acquire(call());
    var third = acquire(call());
    permits.resize(1);
    assertThat(permits.inUse()).isEqualTo(2);
    permits.release();
    assertThat(third.isComplete()).isFalse();
    permits.release();
    assertThat(third.succeeded()).isTrue();
    assertThat(permits.inUse()).isEqualTo(1);
    permits.release();
    assertThat(permits.inUse()).isZero();
  }

  @Test
  void what_a_loop_gives_back_goes_to_its_own_callers_first() {
    var many = new Permits(() -> "connections", 1, 100);
    many.acquire(call(), WAIT);
    var other = many.acquire(callOn(new TestingLoop()), WAIT);
    var own = many.acquire(call(), WAIT);
    many.release(loop);
    assertThat(own.succeeded()).isTrue();
    assertThat(other.isComplete()).isFalse();
    many.release();
    assertThat(other.succeeded()).isTrue();
    assertThat(many.inUse()).isEqualTo(1);
  }

  @Test
  void the_head_of_the_line_is_passed_over_sixteen_times_at_most() {
    var many = new Permits(() -> "connections", 1, 100);
    many.acquire(call(), WAIT);
    var head = many.acquire(callOn(new TestingLoop()), WAIT);
    for (int i = 0; i < 30; i++) {
      many.acquire(call(), WAIT);
    }
    int passed = 0;
    for (many.release(loop); !head.isComplete(); many.release(loop)) {
      passed++;
    }
    assertThat(passed).isEqualTo(16);
    assertThat(many.waiting()).isEqualTo(14);
    assertThat(many.inUse()).isEqualTo(1);
  }

  @Test
  void only_the_next_sixteen_are_looked_at_for_a_loop() {
    var many = new Permits(() -> "connections", 1, 100);
    many.acquire(call(), WAIT);
    var elsewhere = new TestingLoop();
    var head = many.acquire(callOn(elsewhere), WAIT);
    for (int i = 0; i < 15; i++) {
      many.acquire(callOn(elsewhere), WAIT);
    }
    var far = many.acquire(call(), WAIT);
    many.release(loop);
    assertThat(head.succeeded()).isTrue();
    assertThat(far.isComplete()).isFalse();
    many.release(loop);
    assertThat(far.succeeded()).isTrue();
  }

  @Test
  void nobody_is_granted_for_a_loop_while_there_are_too_many() {
    acquire(call());
    acquire(call());
    var third = acquire(call());
    permits.resize(1);
    permits.release(loop);
    assertThat(third.isComplete()).isFalse();
    permits.release(loop);
    assertThat(third.succeeded()).isTrue();
    assertThat(permits.inUse()).isEqualTo(1);
  }

  private static Call callOn(TestingLoop other) {
    return new Call("req_2", Caller.ANONYMOUS, other, Duration.ofMinutes(5));
  }

  private Call call() {
    return new Call("req_1", Caller.ANONYMOUS, loop, Duration.ofMinutes(5));
  }

  private Future<Void> acquire(Call call) {
    return permits.acquire(call, WAIT);
  }

  private static FaultCode code(Future<Void> failed) {
    return Fault.from(failed.cause()).code();
  }
}
