package dev.tutti.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A client that shows exactly what is on the wire. Not thread-safe. */
public final class TestingClient implements AutoCloseable {
  private final Socket socket;
  private final String host;
  private final InputStream in;
  private @Nullable BodyStream body;

  private TestingClient(Socket socket, String host) throws IOException {
    this.socket = socket;
    this.host = host;
    this.in = new BufferedInputStream(socket.getInputStream());
    socket.setSoTimeout((int) Patience.LIMIT.toMillis());
    socket.setTcpNoDelay(true);
  }

  /** Connects to a server's address. */
  public static TestingClient connect(String url) throws IOException {
    return over(new Socket(), url);
  }

  /** Connects a socket that was prepared by the test. */
  public static TestingClient over(Socket socket, String url) throws IOException {
    var address = URI.create(url);
    socket.connect(new InetSocketAddress(address.getHost(), address.getPort()));
    return new TestingClient(socket, address.getHost() + ":" + address.getPort());
  }

  /** Sends bytes as they are. */
  public TestingClient send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
    return this;
  }

  /** Sends text as it is. */
  public TestingClient send(String text) throws IOException {
    return send(ReceivedRequest.bytes(text));
  }

  /** Sends a request without a body. */
  public TestingClient get(String target, String... headers) throws IOException {
    return send(head("GET", target, headers) + "\r\n");
  }

  /** Sends a request with a JSON body. */
  public TestingClient post(String target, String json, String... headers) throws IOException {
    return post(target, ReceivedRequest.bytes(json), headers);
  }

  /** Sends a request with a body of any bytes, in one write. */
  public TestingClient post(String target, byte[] content, String... headers) throws IOException {
    var head = head("POST", target, headers) + "content-length: " + content.length + "\r\n\r\n";
    var all = new ByteArrayOutputStream();
    all.writeBytes(ReceivedRequest.bytes(head));
    all.writeBytes(content);
    return send(all.toByteArray());
  }

  /** A request line and headers, without the empty line after them. */
  public String head(String method, String target, String... headers) {
    var all = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
    if (List.of(headers).stream().noneMatch(each -> each.startsWith("host:"))) {
      all.append("host: ").append(host).append("\r\n");
    }
    all.append("content-type: application/json\r\n");
    for (var header : headers) {
      all.append(header).append("\r\n");
    }
    return all.toString();
  }

  /** Reads a whole answer. */
  public ReceivedRequest answer() throws IOException {
    var head = head();
    var text = body().rest();
    return head.with(text, body().complete());
  }

  /** Reads the head of an answer. */
  public ReceivedRequest head() throws IOException {
    var head =
        ReceivedRequest.head(in).orElseThrow(() -> new IOException("closed instead of an answer"));
    body = BodyStream.ofAnswer(head, in);
    return head;
  }

  /** Reads up to the next empty line of the body: an event or a comment. Empty at the end. */
  public Optional<String> event() throws IOException {
    var event = new ByteArrayOutputStream();
    boolean lineEnded = false;
    for (int b = body().read(); b >= 0; b = body().read()) {
      if (b == '\n' && lineEnded) {
        return Optional.of(event.toString(StandardCharsets.UTF_8).stripTrailing());
      }
      lineEnded = b == '\n';
      event.write(b);
    }
    return event.size() == 0
        ? Optional.empty()
        : Optional.of(event.toString(StandardCharsets.UTF_8));
  }

  /** Reads the next event, passing over comments. */
  public String data() throws IOException {
    for (var event = event(); event.isPresent(); event = event()) {
      if (!event.get().startsWith(":")) {
        return event.get();
      }
    }
    throw new IOException("the stream has ended");
  }

  /** Reads all events that are left of the body, without comments. */
  public List<String> events() throws IOException {
    var all = new ArrayList<String>();
    for (var event = event(); event.isPresent(); event = event()) {
      if (!event.get().startsWith(":")) {
        all.add(event.get());
      }
    }
    return all;
  }

  /**
   * Reads an answer that fails, before it begins or in its middle: the message and the code, with
   * nothing between them that would make it look complete.
   */
  public String failure() throws IOException {
    var head = head();
    if (head.status() >= 400) {
      return body().rest();
    }
    var last = events().getLast();
    if (complete() || !last.startsWith("data: {\"error\"")) {
      throw new AssertionError("it looks complete: " + last);
    }
    return last;
  }

  /** Reads so many bytes as they are, or fewer at the end. */
  public byte[] bytes(int count) throws IOException {
    return in.readNBytes(count);
  }

  /** Whether the body has come to the end that its headers promised. */
  public boolean complete() {
    return body().complete();
  }

  /** Whether the server closes the connection without another byte; waits for it. */
  public boolean closedByServer() throws IOException {
    try {
      return in.read() < 0;
    } catch (SocketException _) {
      return true;
    }
  }

  private BodyStream body() {
    if (body == null) {
      throw new IllegalStateException("no head was read");
    }
    return body;
  }

  /** Breaks the connection off with a reset. */
  public void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
