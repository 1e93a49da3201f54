package dev.tutti.attack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Everything that came back for some bytes on a fresh connection.
 *
 * @param text what was read, byte for byte, as Latin-1
 * @param closed whether the server has closed; else the time was up
 */
record Shot(String text, boolean closed) {
  private static final int MOST = 80 << 20;

  /** Beyond this it is no head that is waited for. */
  private static final int HEAD = 64 << 10;

  /** Sends bytes and reads until the server closes, or for so long without a byte. */
  static Shot send(int port, byte[] bytes, Duration patience) throws IOException {
    return send(port, bytes, patience, _ -> true);
  }

  /** Sends bytes and reads until the head of an answer is there. */
  static Shot head(int port, byte[] bytes, Duration patience) throws IOException {
    return send(port, bytes, patience, text -> !text.contains("\r\n\r\n"));
  }

  private static Shot send(int port, byte[] bytes, Duration patience, Predicate<String> goesOn)
      throws IOException {
    try (var socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int) patience.toMillis());
      socket.setSoTimeout((int) patience.toMillis());
      var writer = Thread.ofVirtual().start(() -> write(socket, bytes));
      var shot = read(socket, goesOn);
      writer.interrupt();
      return shot;
    }
  }

  private static void write(Socket socket, byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
    } catch (IOException _) {
      // The server has had enough: what it said before is read.
    }
  }

  private static Shot read(Socket socket, Predicate<String> goesOn) throws IOException {
    var all = new ByteArrayOutputStream();
    var buffer = new byte[1 << 16];
    boolean closed = false;
    try {
      while (all.size() < MOST && (all.size() > HEAD || goesOn.test(text(all)))) {
        int count = socket.getInputStream().read(buffer);
        if (count < 0) {
          closed = true;
          break;
        }
        all.write(buffer, 0, count);
      }
    } catch (SocketTimeoutException _) {
      // It leaves the connection open.
    } catch (SocketException _) {
      closed = true;
    }
    return new Shot(text(all), closed);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }

  /** The status of the first answer that is no {@code 1xx}; 0 when there is none. */
  int status() {
    for (int at = text.indexOf("HTTP/1."); at >= 0; at = text.indexOf("HTTP/1.", at + 1)) {
      int found = number(text, at + "HTTP/1.1 ".length());
      if (found >= 200) {
        return found;
      }
    }
    return 0;
  }

  private static int number(String text, int at) {
    try {
      return Integer.parseInt(text.substring(at, Math.min(text.length(), at + 3)));
    } catch (NumberFormatException _) {
      return 0;
    }
  }

  /** How many answers came. */
  int answers() {
    return text.split("(^|(?<=\\n|\\}))HTTP/1\\.[01] [2-5]\\d\\d", -1).length - 1;
  }

  /** The head of the first answer in lower case. */
  String head() {
    int end = text.indexOf("\r\n\r\n");
    return (end < 0 ? text : text.substring(0, end)).toLowerCase(Locale.ROOT);
  }

  /** A header of the first answer, null when it is not there. */
  @Nullable String header(String name) {
    int at = head().indexOf("\r\n" + name + ":");
    if (at < 0) {
      return null;
    }
    int from = at + name.length() + 3;
    int end = head().indexOf("\r\n", from);
    return head().substring(from, end < 0 ? head().length() : end).strip();
  }

  /** What follows the first head. */
  String body() {
    int end = text.indexOf("\r\n\r\n");
    return end < 0 ? "" : text.substring(end + 4);
  }

  /** Its status and the beginning of its body, for the report. */
  @Override
  public String toString() {
    var start = body().substring(0, Math.min(200, body().length())).replaceAll("\\s+", " ");
    return status() + (closed ? "" : " (left open)") + " " + start;
  }
}
