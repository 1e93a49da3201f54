package dev.tutti.wire;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
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

  /** Time that allowed addresses serve while the resolver fails or is slow. */
  private static final Duration KEPT = Duration.ofMinutes(5);

  private final Origin origin;
  private final EgressGuard egress;
  private final Lookups lookups;
  private final AtomicReference<State> current = new AtomicReference<>(State.UNKNOWN);

  OriginAddress(Origin origin, EgressGuard egress, Lookups lookups) {
    this.origin = origin;
    this.egress = egress;
    this.lookups = lookups;
  }

  /**
   * State of the name: its addresses, and their lookups.
   *
   * @param addresses the latest that were allowed, none when there are none
   * @param since when they were looked up, in nanoseconds
   * @param tried when the latest lookup began, in nanoseconds
   * @param turn which of them is taken: the next one after each that was in vain
   * @param lookup under way
   */
  private record State(
      List<InetSocketAddress> addresses,
      long since,
      long tried,
      int turn,
      @Nullable CompletableFuture<List<InetSocketAddress>> lookup) {
    static final State UNKNOWN = new State(List.of(), 0, 0, 0, null);

    /** Whether there are addresses that may still be connected to. */
    boolean isKnown(long now) {
      return !addresses.isEmpty() && now - since < KEPT.toNanos();
    }

    boolean isFresh(long now) {
      return isKnown(now) && (now - tried < FRESH.toNanos() || lookup != null);
    }

    State looking(CompletableFuture<List<InetSocketAddress>> begun, long now) {
      return new State(addresses, since, now, turn, begun);
    }

    State found(List<InetSocketAddress> allowed) {
      return new State(allowed, tried, tried, turn, null);
    }

    State failed() {
      return new State(addresses, since, tried, turn, null);
    }

    State next() {
      return new State(addresses, since, tried, turn + 1, lookup);
    }
  }

  /**
   * The address to connect to; completes on any thread, at once where it is known. Addresses that
   * were allowed serve while the name is looked up again, and for some minutes when that fails.
   * Fails with a {@link Fault} {@code connection} when there is none or it is refused.
   *
   * @param now the time in nanoseconds
   */
  CompletableFuture<InetSocketAddress> find(long now) {
    var state = current.get();
    if (state.isFresh(now)) {
      return CompletableFuture.completedFuture(address(state.addresses, state.turn));
    }
    var lookup = state.lookup == null ? lookup(state, now) : state.lookup;
    if (lookup == null) {
      return find(now); // somebody else was first
    }
    return state.isKnown(now) && !lookup.isDone()
        ? CompletableFuture.completedFuture(address(state.addresses, state.turn))
        : lookup.thenApply(all -> address(all, current.get().turn));
  }

  private static InetSocketAddress address(List<InetSocketAddress> all, int turn) {
    return all.get(Math.floorMod(turn, all.size()));
  }

  /** Begins a lookup; null when the state has changed meanwhile. */
  private @Nullable CompletableFuture<List<InetSocketAddress>> lookup(State state, long now) {
    var result = new CompletableFuture<List<InetSocketAddress>>();
    if (!current.compareAndSet(state, state.looking(result, now))) {
      return null;
    }
    var _ =
        lookups
            .addresses(origin.host())
            .whenComplete((all, broken) -> end(result, all == null ? List.of() : all, broken));
    return result;
  }

  private void end(
      CompletableFuture<List<InetSocketAddress>> result,
      List<InetAddress> all,
      @Nullable Throwable broken) {
    if (all.isEmpty()) {
      var kept = current.updateAndGet(State::failed);
      if (kept.addresses.isEmpty() || kept.tried - kept.since >= KEPT.toNanos()) {
        result.completeExceptionally(unknown(broken));
      } else {
        result.complete(kept.addresses);
      }
    } else if (all.stream().anyMatch(this::refused)) {
      current.updateAndGet(state -> state.found(List.of()));
      result.completeExceptionally(refusal());
    } else {
      var allowed = all.stream().map(this::withPort).toList();
      current.updateAndGet(state -> state.found(allowed));
      result.complete(allowed);
    }
  }

  private InetSocketAddress withPort(InetAddress address) {
    return new InetSocketAddress(address, origin.port());
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
    current.updateAndGet(State::next);
  }
}
