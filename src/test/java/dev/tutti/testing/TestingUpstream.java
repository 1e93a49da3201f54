package dev.tutti.testing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An upstream on plain sockets that does what the test says: each request gets the next script.
 * Connections are kept open between requests unless a script closes them. A virtual thread reads
 * from each connection all the time, so that it is known at once when the peer leaves. Thread-safe.
 */
public final class TestingUpstream implements AutoCloseable {
  private static final int WAITING = 1_024;

  private final ServerSocket listener;
  private final Queue<Script> scripts = new ConcurrentLinkedQueue<>();
  private final BlockingQueue<Turn> turns = new LinkedBlockingQueue<>();
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final List<Throwable> failures = new CopyOnWriteArrayList<>();
  private final AtomicInteger accepted = new AtomicInteger();
  private volatile boolean forgetful;
  private volatile Script otherwise =
      turn -> turn.json(500, "{\"error\":{\"message\":\"unplanned\"}}");

  private TestingUpstream(ServerSocket listener) {
    this.listener = listener;
  }

  /** Starts on a free port of the loopback address. */
  public static TestingUpstream start() {
    try {
      var loopback = InetAddress.ofLiteral("127.0.0.1");
      var upstream = new TestingUpstream(new ServerSocket(0, WAITING, loopback));
      Thread.ofVirtual().name("upstream").start(upstream::accept);
      return upstream;
    } catch (IOException e) {
      throw new IllegalStateException("no upstream: " + e.getMessage(), e);
    }
  }

  /** The address of its OpenAI API, for a provider's {@code base_url}. */
  public String url() {
    return "http://127.0.0.1:" + listener.getLocalPort() + "/v1";
  }

  /** What the next requests get, one each. */
  public void play(Script... next) {
    scripts.addAll(List.of(next));
  }

  /** What requests get for which no script was given. */
  public void playAlways(Script script) {
    otherwise = script;
  }

  /** From now on keeps no requests for {@link #turn}: for loads that nobody looks at one by one. */
  public void remembersNothing() {
    forgetful = true;
  }

  /** The next request that has come and was not taken yet; waits for it. */
  public Turn turn() throws InterruptedException {
    return Patience.take(turns, "a request to the upstream");
  }

  /** How many requests have come and were not taken yet. */
  public int waiting() {
    return turns.size();
  }

  /** Forgets what was planned and what has come. */
  public void forget() {
    scripts.clear();
    turns.clear();
  }

  /** How many connections were made. */
  public int accepted() {
    return accepted.get();
  }

  /** How many connections are open. */
  public int open() {
    return open.size();
  }

  /** Closes every connection from this side. */
  public void closeConnections() throws IOException {
    for (var socket : open) {
      socket.close();
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        var socket = listener.accept();
        accepted.incrementAndGet();
        open.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        if (!listener.isClosed()) {
          failures.add(e);
        }
      }
    }
  }

  private void serve(Socket socket) {
    var left = new CompletableFuture<Long>();
    try (socket) {
      socket.setTcpNoDelay(true);
      var in = new BufferedInputStream(socket.getInputStream());
      for (var head = ReceivedRequest.head(in); head.isPresent(); head = ReceivedRequest.head(in)) {
        var body = BodyStream.ofRequest(head.get(), in);
        var text = body.rest();
        answer(new Turn(head.get().with(text, body.complete()), socket, left));
      }
    } catch (IOException _) {
      // Broken off by either side: scripts and tests see it for themselves.
    } finally {
      open.remove(socket);
      left.complete(System.nanoTime());
    }
  }

  private void answer(Turn turn) {
    var planned = scripts.poll();
    var script = planned == null ? otherwise : planned;
    if (!forgetful) {
      turns.add(turn);
    }
    Thread.ofVirtual().start(() -> play(script, turn));
  }

  private void play(Script script, Turn turn) {
    try {
      script.play(turn);
    } catch (IOException _) {
      // The peer has left.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | AssertionError e) {
      failures.add(e);
    }
  }

  /**
   * Ends it and closes every connection.
   *
   * @throws AssertionError when a script has failed otherwise than by its peer's leaving
   */
  @Override
  public void close() throws IOException {
    listener.close();
    closeConnections();
    if (!failures.isEmpty()) {
      var all = new AssertionError("a script failed: " + failures.getFirst());
      new ArrayList<>(failures).forEach(all::addSuppressed);
      throw all;
    }
  }
}
