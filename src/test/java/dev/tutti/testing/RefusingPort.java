package dev.tutti.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A port that refuses connections, and that nobody else is given while it is open. */
public final class RefusingPort implements AutoCloseable {
  private final Socket bound = new Socket();

  private RefusingPort() {}

  /** Takes one of the loopback address. */
  public static RefusingPort open() throws IOException {
    var port = new RefusingPort();
    port.bound.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
    return port;
  }

  /** Its address, for a provider's {@code base_url}. */
  public String url() {
    return "http://127.0.0.1:" + bound.getLocalPort() + "/v1";
  }

  @Override
  public void close() throws IOException {
    bound.close();
  }
}
