package dev.tutti.wire;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Lookups of names, on a few threads of their own: the system's resolver sleeps in native code for
 * seconds when a name server does not answer. Thread-safe.
 */
final class Lookups implements AutoCloseable {
  private static final int THREADS = 8;
  private static final int MOST_WAITING = 10_000;
  private static final int IDLE_SECONDS = 10;

  private final Resolver resolver;
  private final ExecutorService threads;

  Lookups(Resolver resolver) {
    this.resolver = resolver;
    var pool =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MOST_WAITING),
            Thread.ofPlatform().daemon().name("tutti-lookup-", 0).factory());
    pool.allowCoreThreadTimeOut(true);
    this.threads = pool;
  }

  /** All addresses of a host, which may be an address itself; fails with an exception of it. */
  CompletableFuture<List<InetAddress>> addresses(String host) {
    var literal = HostLiteral.address(HostLiteral.plain(host));
    if (literal.isPresent()) {
      return CompletableFuture.completedFuture(List.of(literal.get()));
    }
    try {
      return CompletableFuture.supplyAsync(() -> resolve(host), threads);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private List<InetAddress> resolve(String host) {
    try {
      return resolver.addresses(host);
    } catch (UnknownHostException e) {
      throw new CompletionException("its name is not known", e);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
