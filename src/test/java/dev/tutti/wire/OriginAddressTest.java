package dev.tutti.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.testing.KnownFault;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which address connections to an origin are made to. */
class OriginAddressTest {
  private final AtomicInteger asked = new AtomicInteger();
  private volatile List<InetAddress> answer = addresses("192.0.2.1", "192.0.2.2");
  private final Lookups lookups = new Lookups(this::answer);
  private final OriginAddress address = address("http://up.test:8080");

  @AfterEach
  void close() {
    lookups.close();
  }

  @Test
  void a_name_is_looked_up_again_after_some_seconds() {
    assertThat(find(0)).isEqualTo("192.0.2.1:8080");
    assertThat(find(4)).isEqualTo("192.0.2.1:8080");
    assertThat(asked).hasValue(1);
    answer = addresses("192.0.2.9");
    assertThat(eventually(6)).isEqualTo("192.0.2.9:8080");
    assertThat(asked).hasValue(2);
  }

  @Test
  void allowed_addresses_serve_while_the_resolver_fails() {
    assertThat(find(0)).isEqualTo("192.0.2.1:8080");
    answer = List.of();
    assertThat(find(6)).isEqualTo("192.0.2.1:8080");
    assertThat(find(200)).isEqualTo("192.0.2.1:8080");
    assertThatThrownBy(() -> Stream.generate(() -> find(400)).limit(2).toList())
        .as("at the latest when the lookup under way has ended")
        .hasMessageContaining("no connection");
  }

  /** What a lookup that is under way finds; until then the former address is given. */
  private String eventually(int seconds) {
    var before = find(seconds);
    var found = before;
    for (long end = System.nanoTime() + 60_000_000_000L;
        found.equals(before) && System.nanoTime() < end; ) {
      Thread.onSpinWait();
      found = find(seconds);
    }
    return found;
  }

  @Test
  @KnownFault("SECURITY-F14")
  void a_name_that_leads_elsewhere_later_is_refused_then() {
    assertThat(find(0)).isEqualTo("192.0.2.1:8080");
    answer = addresses("192.0.2.1", "169.254.169.254");
    assertThatThrownBy(() -> Stream.generate(() -> eventually(6)).limit(3).toList())
        .hasMessageContaining("is not allowed");
    assertThatThrownBy(() -> find(7)).as("and at once again").hasMessageContaining("not allowed");
    answer = addresses("192.0.2.1");
    assertThat(find(8)).isEqualTo("192.0.2.1:8080");
  }

  @Test
  void the_next_address_is_taken_after_one_that_was_in_vain() {
    assertThat(find(0)).isEqualTo("192.0.2.1:8080");
    address.failed();
    assertThat(find(1)).isEqualTo("192.0.2.2:8080");
    address.failed();
    assertThat(find(2)).isEqualTo("192.0.2.1:8080");
    assertThat(asked).hasValue(1);
  }

  @Test
  void many_who_ask_at_once_wait_for_one_lookup() throws Exception {
    var open = new CountDownLatch(1);
    try (var slow =
        new Lookups(
            name -> {
              waitFor(open);
              return answer(name);
            })) {
      var many = new OriginAddress(origin("http://up.test"), guard(), slow);
      var all = Stream.generate(() -> many.find(0)).limit(50).toList();
      open.countDown();
      for (var each : all) {
        assertThat(each.get(60, TimeUnit.SECONDS).getPort()).isEqualTo(80);
      }
      assertThat(asked).hasValue(1);
    }
  }

  @Test
  void an_address_needs_no_lookup() {
    var literal = address("http://[::1]:9");
    assertThat(literal.find(0).join().getAddress().getHostAddress()).isEqualTo("0:0:0:0:0:0:0:1");
    assertThat(address("http://2130706433").find(0).join().getAddress().getHostAddress())
        .isEqualTo("127.0.0.1");
    assertThat(asked).hasValue(0);
  }

  private String find(int seconds) {
    var found = address.find(Duration.ofSeconds(seconds).toNanos());
    var to = found.orTimeout(60, TimeUnit.SECONDS).join();
    return to.getAddress().getHostAddress() + ":" + to.getPort();
  }

  private List<InetAddress> answer(String name) throws UnknownHostException {
    asked.incrementAndGet();
    if (!name.equals("up.test")) {
      throw new UnknownHostException(name);
    }
    return answer;
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private OriginAddress address(String url) {
    return new OriginAddress(origin(url), guard(), lookups);
  }

  private static Origin origin(String url) {
    return Origin.of(URI.create(url));
  }

  private static EgressGuard guard() {
    return EgressGuard.configured(List.of());
  }

  private static List<InetAddress> addresses(String... literals) {
    return Stream.of(literals).map(InetAddress::ofLiteral).toList();
  }
}
