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
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/**
 * Upstream on one thread that counts its connections: before it counts one that has come, it looks
 * whether others have gone. As the kernel may bring it the end of one behind the beginning of the
 * next where their callers run on different processors, it asks the kernel, where it can, which of
 * them are open for their callers. Answers each request, and closes some connections before or
 * after that.
 */
final class CountingUpstream implements AutoCloseable {
  private static final String ANSWER = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nhi";

  private static final Pattern SPACES = Pattern.compile(" +");

  /** Where Linux tells of sockets; those of one kind or the other are missing elsewhere. */
  private static final List<Path> SOCKETS =
      List.of(Path.of("/proc/self/net/tcp"), Path.of("/proc/self/net/tcp6"));

  /** Connecting, established, or closed by the upstream alone. */
  private static final Set<String> OPEN_STATES = Set.of("01", "02", "08");

  /** A look at all sockets takes its time, in which one may end and another begin. */
  private static final int LOOKS = 10;

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
      for (var each : Set.copyOf(open)) {
        serve(each); // what has closed before this one came
      }
      open.add(next);
      next.configureBlocking(false);
      next.register(selector, SelectionKey.OP_READ);
      if (open.size() > most) {
        most = Math.max(most, openForCallers());
      }
    }
  }

  /** How many of the connections are open for their callers, too. */
  private int openForCallers() throws IOException {
    long least = open.size();
    for (int i = 0; i < LOOKS && least > most; i++) {
      least = Math.min(least, callersSockets());
    }
    return (int) least;
  }

  private long callersSockets() throws IOException {
    var port = ":%04X".formatted(port());
    boolean told = false;
    long count = 0;
    for (var file : SOCKETS) {
      if (Files.exists(file)) {
        told = true;
        count += callersSockets(file, port);
      }
    }
    return told ? count : open.size();
  }

  private static long callersSockets(Path file, String port) throws IOException {
    try (var lines = Files.lines(file)) {
      return lines
          .map(line -> SPACES.split(line.strip(), 5))
          .filter(fields -> fields.length == 5 && fields[2].endsWith(port))
          .filter(fields -> OPEN_STATES.contains(fields[3]))
          .count();
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
