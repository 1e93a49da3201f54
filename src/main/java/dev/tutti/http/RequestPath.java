package dev.tutti.http;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Path of a request. What its percent signs stand for is decoded once, and an encoded slash does
 * not divide segments.
 *
 * @param written as it came, without its query
 */
record RequestPath(String written) {
  private static final Pattern ENCODED_SLASH = Pattern.compile("(?i)%2f");

  /**
   * The path, decoded.
   *
   * @throws Fault {@code invalid_request} when it cannot be
   */
  String text() {
    return decoded(written);
  }

  /** Whether a slash of the text was encoded. */
  boolean hasEncodedSlash() {
    return written.indexOf('%') >= 0 && ENCODED_SLASH.matcher(written).find();
  }

  /**
   * The parts between its slashes, decoded; nothing when it does not begin with one.
   *
   * @throws Fault {@code invalid_request} when it cannot be
   */
  List<String> segments() {
    if (!written.startsWith("/")) {
      return List.of();
    }
    return Stream.of(written.substring(1).split("/", -1)).map(this::decoded).toList();
  }

  private String decoded(String part) {
    try {
      return part.indexOf('%') < 0
          ? part
          : URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      throw Fault.of(
          FaultCode.INVALID_REQUEST,
          "path: \"%s\" (expected: two hexadecimal digits after each %%)".formatted(written));
    }
  }
}
