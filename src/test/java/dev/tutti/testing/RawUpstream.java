package dev.tutti.testing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * An upstream whose connections a test speaks on by itself, byte by byte, where a {@link
 * TestingUpstream} would read requests first.
 */
public final class RawUpstream implements AutoCloseable {
  private static final int WAITING = 1_024;

  private final ServerSocket listener;
  private final List<Socket> accepted = new CopyOnWriteArrayList<>();

  private RawUpstream(ServerSocket listener) {
    this.listener = listener;
  }

  /**
   * What stands for the bytes: {@code ~} for the end of a line, {@code \\r}, {@code \\n}, {@code
   * \\0}.
   */
  public static String unescaped(String text) {
    return text.replace("~", "\r\n").replace("\\r", "\r").replace("\\n", "\n").replace("\\0", "\0");
  }

  /** Listens on a free port of the loopback address. */
  public static RawUpstream listen() throws IOException {
    return of(new ServerSocket(0, WAITING, InetAddress.ofLiteral("127.0.0.1")));
  }

  /** One that listens already, for TLS or with small buffers. */
  public static RawUpstream of(ServerSocket listener) throws IOException {
    listener.setSoTimeout((int) Patience.LIMIT.toMillis());
    return new RawUpstream(listener);
  }

  /** Port that it listens on. */
  public int port() {
    return listener.getLocalPort();
  }

  /** The next connection; waits for it. */
  public Peer accept() throws IOException {
    var socket = listener.accept();
    socket.setSoTimeout((int) Patience.LIMIT.toMillis());
    socket.setTcpNoDelay(true);
    accepted.add(socket);
    return new Peer(socket);
  }

  /** How many connections were accepted. */
  public int accepted() {
    return accepted.size();
  }

  /** Whether somebody is waiting to be accepted. */
  public boolean hasMore() throws IOException {
    listener.setSoTimeout(1);
    try {
      accept().close();
      return true;
    } catch (SocketTimeoutException _) {
      return false;
    } finally {
      listener.setSoTimeout((int) Patience.LIMIT.toMillis());
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (var each : accepted) {
      each.close();
    }
  }

  /** Other side of one connection. */
  public static final class Peer implements AutoCloseable {
    private final Socket socket;
    private final BufferedInputStream in;

    private Peer(Socket socket) throws IOException {
      this.socket = socket;
      this.in = new BufferedInputStream(socket.getInputStream());
    }

    /** The next request with its body; its start is empty when the client closed instead. */
    public ReceivedRequest request() throws IOException {
      var head = ReceivedRequest.head(in);
      if (head.isEmpty()) {
        return new ReceivedRequest("", Map.of(), "", false);
      }
      var body = BodyStream.ofRequest(head.get(), in);
      var text = body.rest();
      return head.get().with(text, body.complete());
    }

    /** The next bytes of a request as they are, up to and with a text that is awaited. */
    public String until(String end) throws IOException {
      var read = new StringBuilder();
      while (read.indexOf(end, read.length() - end.length()) < 0) {
        int next = in.read();
        if (next < 0) {
          throw new IOException("closed after: " + read);
        }
        read.append((char) next);
      }
      return read.toString();
    }

    /** All bytes until the client closes, however it does. */
    public String rest() {
      var read = new StringBuilder();
      try {
        for (int next = in.read(); next >= 0; next = in.read()) {
          read.append((char) next);
        }
      } catch (IOException e) {
        if (e instanceof SocketTimeoutException) {
          throw new AssertionError("the client does not close; it said: " + read, e);
        }
      }
      return read.toString();
    }

    /** Writes a text as it is, a byte for each of its characters. */
    public Peer write(String text) throws IOException {
      return write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Writes bytes as they are. */
    public Peer write(byte[] bytes) throws IOException {
      socket.getOutputStream().write(bytes);
      return this;
    }

    /** Writes a text many times on a thread of its own; the queue gets an element for each. */
    public BlockingQueue<String> writeOften(String text, int times) {
      var written = new LinkedBlockingQueue<String>();
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  for (int i = 0; i < times; i++) {
                    write(text);
                    written.add("written");
                  }
                } catch (IOException e) {
                  written.add(String.valueOf(e.getMessage()));
                }
              });
      return written;
    }

    /** Says that nothing more will come, and goes on to read. */
    public void finish() throws IOException {
      socket.shutdownOutput();
    }

    /** Resets the connection: the client sees an error instead of an end. */
    public void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
