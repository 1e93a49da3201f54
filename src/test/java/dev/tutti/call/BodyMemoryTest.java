package dev.tutti.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.testing.KnownFault;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@KnownFault("SECURITY-F2")
class BodyMemoryTest {
  private static final int MIB = 1 << 20;

  private final BodyMemory memory = BodyMemory.of(8 * MIB);

  @Test
  void what_others_hold_is_not_given_out_again() {
    var one = memory.lease();
    one.take(4 * MIB);
    var other = memory.lease();
    other.take(MIB);
    var full = catchThrowableOfType(Fault.class, () -> other.take(2 * MIB));
    assertThat(full.code()).isEqualTo(FaultCode.OVERLOADED);
    assertThat(full.retryAfter()).isPresent();
    assertThat(memory.held()).isEqualTo(5 * MIB);
    one.close();
    other.take(2 * MIB);
    other.close();
    assertThat(memory.held()).isZero();
  }

  @Test
  void small_bodies_find_room_beside_large_ones() {
    memory.lease().take(6 * MIB);
    memory.lease().take(64 << 10);
    var large = memory.lease();
    assertThat(catchThrowableOfType(Fault.class, () -> large.take((64 << 10) + 1)).code())
        .isEqualTo(FaultCode.OVERLOADED);
  }

  @Test
  void what_would_never_fit_is_too_large() {
    var fault = catchThrowableOfType(Fault.class, () -> memory.lease().take(7 * MIB));
    assertThat(fault.code()).isEqualTo(FaultCode.REQUEST_TOO_LARGE);
    assertThat(memory.held()).isZero();
  }

  @Test
  void what_is_complete_is_held_whether_or_not_there_is_room() {
    var lease = memory.lease();
    lease.add(20 * MIB);
    assertThat(memory.held()).isEqualTo(20 * MIB);
    lease.close();
    lease.close();
    assertThat(memory.held()).isZero();
  }

  @Test
  void a_closed_lease_holds_nothing_more() {
    var lease = memory.lease();
    lease.take(MIB);
    lease.close();
    lease.take(MIB);
    lease.add(MIB);
    assertThat(memory.held()).isZero();
  }

  @Test
  void nothing_is_lost_between_threads() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = new ArrayList<Future<?>>();
      for (int i = 0; i < 64; i++) {
        all.add(threads.submit(this::holdAndLeave));
      }
      for (var each : all) {
        each.get();
      }
    }
    assertThat(memory.held()).isZero();
  }

  private void holdAndLeave() {
    for (int i = 0; i < 500; i++) {
      try (var lease = memory.lease()) {
        var closer = Thread.ofVirtual().start(lease::close);
        lease.take(MIB);
        lease.take(MIB);
        closer.join();
      } catch (Fault full) {
        assertThat(full.code()).isEqualTo(FaultCode.OVERLOADED);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }
}
