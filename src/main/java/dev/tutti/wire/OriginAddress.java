package dev.tutti.wire;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The address that connections to an origin are made to. The origin's name is looked up here, and
 * every address that it has is shown to the egress guard, before anything is connected; connections
 * then go to that very address, so that nothing can be looked up differently in between. One
 * address that is refused refuses the name: its owner may answer otherwise the next time.
 * Thread-safe.
 */
final class OriginAddress {
  /** The system's resolver remembers names itself; this spares calls the way to its threads. */
  private static final Duration FRESH = Duration.ofSeconds(5);

  private final Origin origin;
  private final EgressGuard egress;
  private final Lookups lookups;
  private final AtomicReference<@Nullable Lookup> last = new AtomicReference<>();

  OriginAddress(Origin origin, EgressGuard egress, Lookups lookups) {
    this.origin = origin;
    this.egress = egress;
    this.lookups = lookups;
  }

  /**
   * A lookup under way or done.
   *
   * @param began when, in nanoseconds
   * @param turn which of its addresses is taken: the next one after each that was in vain
   */
  private record Lookup(CompletableFuture<List<InetAddress>> addresses, long began, int turn) {

    boolean usable(long now) {
      return !addresses.isDone()
          || (!addresses.isCompletedExceptionally() && now - began < FRESH.toNanos());
    }
  }

  /**
   * The address to connect to; completes on any thread, at once where it is known. Fails with a
   * {@link Fault} {@code connection} when there is none or it is refused.
   *
   * @param now the time in nanoseconds
   */
  CompletableFuture<SocketAddress> find(long now) {
    var lookup = last.get();
    if (lookup == null || !lookup.usable(now)) {
      var next = new Lookup(new CompletableFuture<>(), now, lookup == null ? 0 : lookup.turn);
      if (last.compareAndSet(lookup, next)) {
        begin(next.addresses);
      }
      lookup = last.get();
    }
    return lookup == null ? find(now) : taken(lookup);
  }

  private CompletableFuture<SocketAddress> taken(Lookup lookup) {
    return lookup.addresses.thenApply(
        all -> {
          var address = all.get(Math.floorMod(lookup.turn, all.size()));
          return SocketAddress.inetSocketAddress(new InetSocketAddress(address, origin.port()));
        });
  }

  private void begin(CompletableFuture<List<InetAddress>> result) {
    var _ =
        lookups
            .addresses(origin.host())
            .whenComplete(
                (all, broken) -> {
                  if (all == null || all.isEmpty()) {
                    result.completeExceptionally(unknown(broken));
                  } else if (all.stream().anyMatch(this::refused)) {
                    result.completeExceptionally(refusal());
                  } else {
                    result.complete(all);
                  }
                });
  }

  private boolean refused(InetAddress address) {
    return egress.refusal(origin.host(), address).isPresent();
  }

  private Fault refusal() {
    return Fault.of(
        FaultCode.CONNECTION,
        "no connection to %s: its name leads to an address that is not allowed (expected: another, or egress.allow)"
            .formatted(origin));
  }

  private Fault unknown(@Nullable Throwable broken) {
    return Fault.of(
            FaultCode.CONNECTION,
            "no connection to %s: %s"
                .formatted(
                    origin,
                    broken == null
                        ? "its name has no address"
                        : String.valueOf(broken.getMessage())))
        .withoutWork();
  }

  /** Takes the next address of the name from now on, if it has others: this one was in vain. */
  void failed() {
    last.updateAndGet(
        now -> now == null ? null : new Lookup(now.addresses, now.began, now.turn + 1));
  }
}
