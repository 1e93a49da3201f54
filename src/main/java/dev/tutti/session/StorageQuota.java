package dev.tutti.session;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.Handle;

/**
 * Bytes that each owner's sessions and responses take, against the most that they may.
 *
 * <p>An owner's are counted in the database once, and followed from then on. What a transaction
 * added that failed later stays counted, so whoever seems to have no room is counted anew, at most
 * once a second: counting many rows takes the one writer's time. Thread-safe.
 */
public final class StorageQuota {
  private static final Duration EXACT_FOR = Duration.ofSeconds(1);
  private static final int MOST_OWNERS = 10_000;

  private final InstantSource clock;
  private final LongSupplier most;
  private final ConcurrentHashMap<String, Total> owners = new ConcurrentHashMap<>();

  private record Total(long bytes, Instant counted) {}

  /**
   * @param most bytes of one owner, at this moment
   */
  public StorageQuota(InstantSource clock, LongSupplier most) {
    this.clock = clock;
    this.most = most;
  }

  /** Whether it is known that an owner may keep more. Never blocks. */
  public boolean knowsRoom(String owner) {
    var total = owners.get(owner);
    return total != null && total.bytes < most.getAsLong();
  }

  /**
   * Goes on only if an owner may keep so much more.
   *
   * @throws Fault {@code request_too_large}, saying what to delete
   */
  public void requireRoom(Handle handle, String owner, long more) {
    var total = owners.get(owner);
    if (total != null && fits(total, more)) {
      return;
    }
    if (total == null || clock.instant().isAfter(total.counted.plus(EXACT_FOR))) {
      total = count(handle, owner);
    }
    if (!fits(total, more)) {
      throw full(owner, total.bytes, more);
    }
  }

  private boolean fits(Total total, long more) {
    return total.bytes + more <= most.getAsLong();
  }

  private Total count(Handle handle, String owner) {
    var total = new Total(StorageSizeTable.ofOwner(handle, owner), clock.instant());
    if (owners.size() >= MOST_OWNERS) {
      owners.clear(); // they are counted again when they come back
    }
    owners.put(owner, total);
    return total;
  }

  /** Follows what was kept, or forgotten where it is negative. */
  public void add(String owner, long bytes) {
    owners.computeIfPresent(
        owner, (_, total) -> new Total(Math.max(0, total.bytes + bytes), total.counted));
  }

  /** Counts everybody anew: much was forgotten. */
  public void reset() {
    owners.clear();
  }

  private Fault full(String owner, long held, long more) {
    return Fault.of(
        FaultCode.REQUEST_TOO_LARGE,
        "owner %s keeps %,d bytes of sessions, conversations and responses, and this is %,d more (expected: at most %,d, responses.owner_bytes; DELETE /v1/conversations/ID or /v1/responses/ID makes room, as /v1/sessions/ID does, and \"store\": false needs none)"
            .formatted(owner, held, more, most.getAsLong()));
  }
}
