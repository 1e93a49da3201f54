package dev.tutti.replay;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntFunction;
import java.util.regex.Pattern;

/**
 * All providers in one: a server on a plain socket that serves recorded responses byte for byte.
 * What to serve is the number in the model's name ({@code gpt-4o--r17}), which every dialect
 * carries somewhere in its path or body. A virtual thread per connection, one exchange each.
 */
final class RecordedUpstream implements AutoCloseable {
  private static final Pattern NUMBER = Pattern.compile("--r(\\d+)");
  private static final int WAITING = 1_024;

  private final ServerSocket socket;
  private final IntFunction<Optional<Script>> scripts;
  private final Map<Integer, List<WireRequest>> seen = new ConcurrentHashMap<>();

  private RecordedUpstream(ServerSocket socket, IntFunction<Optional<Script>> scripts) {
    this.socket = socket;
    this.scripts = scripts;
  }

  /** Starts it on a free port of the loopback address. */
  static RecordedUpstream start(IntFunction<Optional<Script>> scripts) throws IOException {
    var upstream =
        new RecordedUpstream(
            new ServerSocket(0, WAITING, InetAddress.getLoopbackAddress()), scripts);
    Thread.ofVirtual().name("upstream").start(upstream::accept);
    return upstream;
  }

  int port() {
    return socket.getLocalPort();
  }

  /** The requests that carried this number. */
  List<WireRequest> seen(int number) {
    return seen.getOrDefault(number, List.of());
  }

  /** Ends it; exchanges under way are cut off. */
  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        var connection = socket.accept();
        Thread.ofVirtual().start(() -> serve(connection));
      } catch (IOException e) {
        if (!socket.isClosed()) {
          throw new IllegalStateException("the upstream cannot accept: " + e.getMessage(), e);
        }
      }
    }
  }

  /** Serves one exchange; a peer that leaves early is its own business. */
  private void serve(Socket connection) {
    try (connection) {
      connection.setTcpNoDelay(true);
      var request = WireRequest.read(new BufferedInputStream(connection.getInputStream()));
      if (request.isPresent()) {
        script(request.get()).write(connection.getOutputStream());
      }
    } catch (SocketException _) {
      return;
    } catch (IOException e) {
      throw new IllegalStateException("the upstream cannot serve: " + e.getMessage(), e);
    }
  }

  private Script script(WireRequest request) {
    var number = NUMBER.matcher(request.target() + " " + request.body());
    if (!number.find()) {
      return Script.unknown("no number in " + request.target());
    }
    int found = Integer.parseInt(number.group(1));
    seen.computeIfAbsent(found, _ -> new CopyOnWriteArrayList<>()).add(request);
    return scripts.apply(found).orElseGet(() -> Script.unknown("no recording " + found));
  }
}
