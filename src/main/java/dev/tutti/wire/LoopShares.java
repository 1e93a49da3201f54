package dev.tutti.wire;

import dev.tutti.call.Loop;
import io.vertx.core.http.HttpClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Division of one pool's connections among the event loops. A call gets a connection of its own
 * loop, so that its answer is read by the thread that relays it: another thread would have to be
 * woken for each part. Where the own loop has none idle, and one more could not be opened or would
 * not stay open, it gets an idle one of another loop. Thread-safe.
 */
final class LoopShares {
  private final int most;
  private final int keepAlive;
  private final Map<Loop, Share> shares = new LinkedHashMap<>();
  private final Share first;

  /**
   * Shares without connections.
   *
   * @param clients one a loop, at least one
   * @param most connections that may be open at once, over all loops
   * @param keepAlive connections that stay open without a call, over all loops
   */
  LoopShares(Map<VertxLoop, HttpClient> clients, int most, int keepAlive) {
    this.most = most;
    this.keepAlive = keepAlive;
    clients.forEach((loop, client) -> shares.put(loop, new Share(loop, client)));
    this.first = shares.values().iterator().next();
  }

  /** Each loop's own. */
  List<Share> all() {
    return List.copyOf(shares.values());
  }

  /** A loop's own; the first one for a loop that has none. */
  Share home(Loop loop) {
    return shares.getOrDefault(loop, first);
  }

  /**
   * Share that a call takes its connection of; to be given back once.
   *
   * @param home of the call's loop
   */
  synchronized Share take(Share home) {
    var share = choose(home);
    share.used++;
    return share;
  }

  private Share choose(Share own) {
    if (own.used < own.open || mayOpen()) {
      return own;
    }
    for (var other : shares.values()) {
      if (other.used < other.open) {
        return other;
      }
    }
    return own;
  }

  /** One more that would be closed after its call is not opened while another one is idle. */
  private boolean mayOpen() {
    return taken() < Math.min(most, keepAlive);
  }

  /** Those that are open and those that are about to be. */
  private int taken() {
    int taken = 0;
    for (var share : shares.values()) {
      taken += Math.max(share.open, share.used);
    }
    return taken;
  }

  /** Part of one loop: its own client, and what is open and used of it. */
  final class Share {
    private final VertxLoop loop;
    private final HttpClient client;
    private int open;
    private int used;

    private Share(VertxLoop loop, HttpClient client) {
      this.loop = loop;
      this.client = client;
    }

    VertxLoop loop() {
      return loop;
    }

    HttpClient client() {
      return client;
    }

    /** A connection has opened. */
    void opened() {
      synchronized (LoopShares.this) {
        open++;
      }
    }

    /** One of them has closed. */
    void closed() {
      synchronized (LoopShares.this) {
        open--;
      }
    }

    /** A call has ended that took it. */
    void giveBack() {
      synchronized (LoopShares.this) {
        used--;
      }
    }

    /** Connections (streams, on HTTP/2) that carry a call or will. */
    int used() {
      synchronized (LoopShares.this) {
        return used;
      }
    }

    /** Connections that are open. */
    int open() {
      synchronized (LoopShares.this) {
        return open;
      }
    }
  }
}
