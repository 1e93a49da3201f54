package dev.tutti.wire;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One pool at one moment.
 *
 * @param origin scheme, host and port that the connections lead to
 * @param max how many may be open at once
 * @param created connections opened since the start
 * @param reused calls that found an open connection
 * @param inUse connections (streams, on HTTP/2) that carry a call
 * @param idle connections that wait for a call
 * @param waiting callers in line
 * @param acquireP50 how long half of the latest callers waited at most
 * @param acquireP99 how long 99 of 100 of them waited at most
 * @param connections the open ones
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

  /**
   * One open connection; what it counts survives its reuse.
   *
   * @param local its address on this machine
   * @param protocol {@code HTTP/1.1} or {@code HTTP/2}
   * @param created when it was opened
   * @param lastUsed when it last began to carry a call, or was opened
   * @param uses how many calls it has carried
   */
  public record Connection(
      String local, String protocol, Instant created, Instant lastUsed, long uses) {}
}
