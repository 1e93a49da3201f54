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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Upstream on one thread that counts its connections exactly: before it counts one that has come,
 * it looks whether others have gone. Answers each request, and closes some connections before or
 * after that.
 */
final class CountingUpstream implements AutoCloseable {
  private static final String ANSWER = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nhi";

  private static final Pattern SPACES = Pattern.compile(" +");

  private final Selector selector = Selector.open();
  private final ServerSocketChannel listener = ServerSocketChannel.open();
  private final Set<SocketChannel> open = new HashSet<>();
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private final Random random;
  private volatile int most;
  private volatile String callersThen = "";
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

  /**
   * States of the callers' sockets when most were open, in the kernel's numbers: 01 is one that is
   * open on that side, 04 and 05 one that is closed there.
   */
  String callersThen() {
    return callersThen;
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
      for (var each : Set.copyOf(open)) {
        serve(each); // what has closed before this one came
      }
      open.add(next);
      next.configureBlocking(false);
      next.register(selector, SelectionKey.OP_READ);
      if (open.size() > most) {
        most = open.size();
        callersThen = callers();
      }
    }
  }

  /** The states of the callers' sockets as the kernel has them, for who wonders about a count. */
  private String callers() throws IOException {
    var sockets = Path.of("/proc/self/net/tcp");
    if (!Files.exists(sockets)) {
      return "unknown";
    }
    var port = ":%04X".formatted(port());
    try (var lines = Files.lines(sockets)) {
      return lines
          .map(line -> SPACES.split(line.strip(), 5))
          .filter(fields -> fields.length == 5 && fields[2].endsWith(port))
          .map(fields -> fields[3])
          .collect(Collectors.joining(" "));
    }
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
