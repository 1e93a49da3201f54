package dev.tutti.responses;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.Handle;

/**
 * Bytes that each owner's conversations and responses take, against the most that they may.
 *
 * <p>An owner's are counted in the database once, and followed from then on. What a transaction
 * added that failed later stays counted, so whoever seems to have no room is counted anew, at most
 * once a second: counting many rows takes the one writer's time. Thread-safe.
 */
final class Holdings {
  private static final Duration EXACT_FOR = Duration.ofSeconds(1);
  private static final int MOST_OWNERS = 10_000;

  private final InstantSource clock;
  private final LongSupplier most;
  private final ConcurrentHashMap<String, Held> owners = new ConcurrentHashMap<>();

  private record Held(long bytes, Instant counted) {}

  /**
   * @param most bytes of one owner, at this moment
   */
  Holdings(InstantSource clock, LongSupplier most) {
    this.clock = clock;
    this.most = most;
  }

  /** Whether it is known that an owner may keep more. Never blocks. */
  boolean knowsRoom(String owner) {
    var held = owners.get(owner);
    return held != null && held.bytes < most.getAsLong();
  }

  /**
   * Goes on only if an owner may keep so much more.
   *
   * @throws Fault {@code request_too_large}, saying what to delete
   */
  void requireRoom(Handle handle, String owner, long more) {
    var held = owners.get(owner);
    if (held != null && fits(held, more)) {
      return;
    }
    if (held == null || clock.instant().isAfter(held.counted.plus(EXACT_FOR))) {
      held = count(handle, owner);
    }
    if (!fits(held, more)) {
      throw full(owner, held.bytes, more);
    }
  }

  private boolean fits(Held held, long more) {
    return held.bytes + more <= most.getAsLong();
  }

  private Held count(Handle handle, String owner) {
    var held = new Held(HoldingTable.ofOwner(handle, owner), clock.instant());
    if (owners.size() >= MOST_OWNERS) {
      owners.clear(); // they are counted again when they come back
    }
    owners.put(owner, held);
    return held;
  }

  /** Follows what was kept, or forgotten where it is negative. */
  void add(String owner, long bytes) {
    owners.computeIfPresent(
        owner, (_, held) -> new Held(Math.max(0, held.bytes + bytes), held.counted));
  }

  /** Counts everybody anew: much was forgotten. */
  void reset() {
    owners.clear();
  }

  private Fault full(String owner, long held, long more) {
    return Fault.of(
        FaultCode.REQUEST_TOO_LARGE,
        "owner %s keeps %,d bytes of responses and conversations, and this is %,d more (expected: at most %,d, responses.owner_bytes; DELETE /v1/conversations/ID or /v1/responses/ID makes room, and \"store\": false needs none)"
            .formatted(owner, held, more, most.getAsLong()));
  }
}
