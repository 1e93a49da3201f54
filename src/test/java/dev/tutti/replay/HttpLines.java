package dev.tutti.replay;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The parts of HTTP/1.1 that both ends of the suite read: lines, headers and chunks. */
final class HttpLines {
  private HttpLines() {}

  /** A line without its end; empty at the end of the input too. */
  static String line(InputStream in) throws IOException {
    var line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  /** Headers by their lower-case names, up to the empty line. */
  static Map<String, String> headers(InputStream in) throws IOException {
    var headers = new TreeMap<String, String>();
    for (var line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return headers;
  }

  /**
   * Reads a body into {@code body}.
   *
   * @return whether it ended as its framing says, rather than with the connection
   */
  static boolean body(InputStream in, Map<String, String> headers, ByteArrayOutputStream body)
      throws IOException {
    if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
      return chunks(in, body);
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    body.write(in.readNBytes(length));
    return body.size() == length;
  }

  private static boolean chunks(InputStream in, ByteArrayOutputStream body) throws IOException {
    for (var size = line(in); !size.isEmpty(); size = line(in)) {
      int length = Integer.parseInt(size.split(";", 2)[0].strip(), 16);
      body.write(in.readNBytes(length));
      line(in);
      if (length == 0) {
        return true;
      }
    }
    return false;
  }
}
