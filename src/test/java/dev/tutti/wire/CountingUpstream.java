package dev.tutti.wire;

import dev.tutti.testing.Patience;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Upstream on one thread that counts its connections exactly: before it counts one that has come,
 * it looks whether others have gone. Answers each request, and closes some connections before or
 * after that.
 */
final class CountingUpstream implements AutoCloseable {
  private static final String ANSWER = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nhi";

  private static final long LATEST_NANOS = 10_000_000;

  private final Selector selector = Selector.open();
  private final ServerSocketChannel listener = ServerSocketChannel.open();
  private final Set<SocketChannel> open = new HashSet<>();
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private final Random random;
  private volatile int most;
  private volatile int count;

  CountingUpstream(long seed) throws IOException {
    random = new Random(seed);
    listener.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 1_024);
    listener.configureBlocking(false);
    listener.register(selector, SelectionKey.OP_ACCEPT);
    Thread.ofPlatform().daemon().name("counting-upstream").start(this::run);
  }

  int port() throws IOException {
    return ((InetSocketAddress) listener.getLocalAddress()).getPort();
  }

  /** The most connections that were open at once. */
  int most() {
    return most;
  }

  /** How many are open. */
  int open() {
    return count;
  }

  private void run() {
    try {
      while (selector.isOpen()) {
        selector.select();
        for (var each : Set.copyOf(open)) {
          serve(each);
        }
        accept();
        selector.selectedKeys().clear();
        count = open.size();
      }
      done.complete(null);
    } catch (ClosedSelectorException _) {
      done.complete(null);
    } catch (IOException e) {
      done.completeExceptionally(e);
    }
  }

  private void accept() throws IOException {
    for (var next = listener.accept(); next != null; next = listener.accept()) {
      serveUntilRoom();
      open.add(next);
      next.configureBlocking(false);
      next.register(selector, SelectionKey.OP_READ);
      most = Math.max(most, open.size());
    }
  }

  /**
   * Sees to what has closed before a connection came. The end of another one may be heard of a
   * moment after it, where another core of a busy machine brings it.
   */
  private void serveUntilRoom() throws IOException {
    long until = System.nanoTime() + LATEST_NANOS;
    do {
      for (var each : Set.copyOf(open)) {
        serve(each);
      }
    } while (open.size() >= most && System.nanoTime() < until);
  }

  private void serve(SocketChannel each) throws IOException {
    try {
      int read = each.read(buffer.clear());
      while (read > 0 && answered(each)) {
        read = each.read(buffer.clear());
      }
      if (read != 0) {
        close(each);
      }
    } catch (IOException _) {
      close(each);
    }
  }

  /** Whether the connection goes on. */
  private boolean answered(SocketChannel each) throws IOException {
    int fate = random.nextInt(20);
    if (fate > 1) {
      each.write(ByteBuffer.wrap(ANSWER.getBytes(StandardCharsets.US_ASCII)));
    }
    return fate > 2;
  }

  private void close(SocketChannel each) throws IOException {
    open.remove(each);
    each.close();
  }

  @Override
  public void close() throws Exception {
    selector.close();
    Patience.await(done, "the upstream's thread");
    listener.close();
    for (var each : open) {
      each.close();
    }
  }
}
