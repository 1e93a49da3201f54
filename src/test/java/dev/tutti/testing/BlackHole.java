package dev.tutti.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** A port that answers no connection attempt: its line of connections to accept is full. */
public final class BlackHole implements AutoCloseable {
  private static final int CALLERS = 6;

  private final ServerSocket listener;
  private final List<SocketChannel> callers = new ArrayList<>();

  private BlackHole(ServerSocket listener) {
    this.listener = listener;
  }

  /** Opens one on the loopback address. */
  public static BlackHole open() throws IOException {
    var hole = new BlackHole(new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1")));
    for (int i = 0; i < CALLERS; i++) {
      var caller = SocketChannel.open();
      caller.configureBlocking(false);
      caller.connect(
          new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), hole.listener.getLocalPort()));
      hole.callers.add(caller);
    }
    return hole;
  }

  /** Its address, for a provider's {@code base_url}. */
  public String url() {
    return "http://127.0.0.1:" + listener.getLocalPort() + "/v1";
  }

  @Override
  public void close() throws IOException {
    for (var caller : callers) {
      caller.close();
    }
    listener.close();
  }
}
