package dev.tutti.gateway.passthrough;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.http.HttpExchange;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Place that a relayed request goes to. What is checked is what is sent: the path is split once, as
 * it was written, and every check looks at that text or at its decoded form.
 *
 * @param provider its name in the configuration
 * @param below what the caller wrote after it, with a slash in front and with its query
 * @param resource the same without its query and percent signs, for people
 */
record PassthroughPath(String provider, String below, String resource) {
  /** Printable characters that every server reads alike in a path: RFC 3986, 3.3, and a few. */
  private static final Pattern PATH =
      Pattern.compile("(?:[\\x21-\\x7E&&[^#%?\\\\]]|%\\p{XDigit}{2})*");

  /** The same in a query, where a percent sign may mean anything. */
  private static final Pattern QUERY = Pattern.compile("[\\x21-\\x7E&&[^#\\\\]]*");

  /** A slash or a backslash that is not one to everybody, and what would be decoded twice. */
  private static final Pattern AMBIGUOUS = Pattern.compile("(?i)%2f|%5c|%25\\p{XDigit}{2}");

  /** A step to the same place or upwards would leave the provider's own part of its host. */
  private static final Pattern DOTS = Pattern.compile("/\\.{1,2}(?:[/;]|$)");

  private static final int LONGEST_RESOURCE = 300;

  /**
   * The place that an exchange's target names.
   *
   * @throws Fault {@code invalid_request} when it names none, steps out of it, or could be read in
   *     two ways
   */
  static PassthroughPath of(HttpExchange exchange) {
    return of(exchange.uri());
  }

  /** The place that a path names, with its query, as it was written. */
  static PassthroughPath of(String written) {
    int query = written.indexOf('?');
    var path = query < 0 ? written : written.substring(0, query);
    int slash = path.indexOf('/', PassthroughEndpoint.BELOW.length());
    if (!path.startsWith(PassthroughEndpoint.BELOW)
        || slash <= PassthroughEndpoint.BELOW.length()) {
      throw invalid(
          "no provider in it (expected: %s{provider}/..., written so)"
              .formatted(PassthroughEndpoint.BELOW));
    }
    var provider = path.substring(PassthroughEndpoint.BELOW.length(), slash);
    if (provider.indexOf('%') >= 0) {
      throw invalid("has % in the provider's name (expected: the name as it is)");
    }
    if (query >= 0 && !QUERY.matcher(written).region(query, written.length()).matches()) {
      throw invalid("has #, \\ or a space in its query (expected: %XX for other characters)");
    }
    var resource = resource(path.substring(slash));
    return new PassthroughPath(
        provider,
        written.substring(slash),
        resource.substring(0, Math.min(resource.length(), LONGEST_RESOURCE)));
  }

  private static String resource(String raw) {
    if (!PATH.matcher(raw).matches()) {
      throw invalid("has #, \\, a space or a stray % (expected: %XX for other characters)");
    }
    if (AMBIGUOUS.matcher(raw).find()) {
      throw invalid("has %2F, %5C or what is encoded twice (expected: none of these)");
    }
    var decoded = decoded(raw);
    if (DOTS.matcher(decoded).find() || decoded.chars().anyMatch(Character::isISOControl)) {
      throw invalid("a step of it is . or .. (expected: the path of an endpoint)");
    }
    return decoded;
  }

  /** Bytes behind percent signs as the UTF-8 that they must be: no overlong forms, no halves. */
  private static String decoded(String raw) {
    var bytes = ByteBuffer.allocate(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      if (raw.charAt(i) == '%') {
        bytes.put((byte) HexFormat.fromHexDigits(raw, i + 1, i + 3));
        i += 2;
      } else {
        bytes.put((byte) raw.charAt(i));
      }
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
    } catch (CharacterCodingException _) {
      throw invalid("not UTF-8 (expected: UTF-8 behind its percent signs)");
    }
  }

  private static Fault invalid(String why) {
    return Fault.of(FaultCode.INVALID_REQUEST, "path: " + why);
  }
}
