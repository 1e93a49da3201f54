package dev.tutti.wire;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One pool at one moment.
 *
 * @param created connections opened since the start
 * @param reused calls that found an open connection
 * @param inUse connections (streams, on HTTP/2) that carry a call
 * @param idle connections that wait for a call
 * @param waiting callers in line
 * @param acquireP50 how long half of the callers waited at most, of the last minutes
 * @param acquireP99 how long 99 of 100 callers waited at most
 */
public record PoolStatistics(
    String origin,
    int max,
    long created,
    long reused,
    int inUse,
    int idle,
    int waiting,
    Duration acquireP50,
    Duration acquireP99,
    List<Connection> connections) {

  /** One open connection; what it counts survives its reuse. */
  public record Connection(
      String local, String protocol, Instant created, Instant lastUsed, long uses) {}
}
