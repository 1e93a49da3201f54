package dev.tutti.gateway;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import java.util.regex.Pattern;

/**
 * Where a request that is relayed goes.
 *
 * @param provider its name in the configuration
 * @param below what the caller wrote after it, with a slash in front and with its query
 * @param resource the same without its query and percent signs, for people
 */
record PassthroughPath(String provider, String below, String resource) {
  /** What may stand in a request line (RFC 9112, 3.2). */
  private static final Pattern PLAIN = Pattern.compile("[\\x21-\\x7E]*");

  /** A step upwards would leave the provider's own part of its host. */
  private static final Pattern UPWARDS = Pattern.compile("(^|[/\\\\])\\.{1,2}([/\\\\;]|$)");

  private static final int LONGEST_RESOURCE = 300;

  /**
   * The place that a visit's path names.
   *
   * @throws Fault {@code invalid_request} when it names none, or steps out of it
   */
  static PassthroughPath of(Visit visit) {
    var decoded = visit.path().substring(PassthroughDoor.BELOW.length());
    int slash = decoded.indexOf('/');
    if (slash < 1) {
      throw invalid(
          "path: %s (expected: %s{provider}/...)".formatted(visit.path(), PassthroughDoor.BELOW));
    }
    var resource = decoded.substring(slash);
    if (UPWARDS.matcher(resource).find() || resource.chars().anyMatch(Character::isISOControl)) {
      throw invalid("path: a step of it is . or .. (expected: the path of an endpoint)");
    }
    var written = visit.uri();
    int from = written.indexOf('/', PassthroughDoor.BELOW.length());
    if (from < 0 || !PLAIN.matcher(written).matches()) {
      throw invalid("path: not written as a URL is (expected: %XX for other characters)");
    }
    return new PassthroughPath(
        decoded.substring(0, slash),
        written.substring(from),
        resource.substring(0, Math.min(resource.length(), LONGEST_RESOURCE)));
  }

  private static Fault invalid(String why) {
    return Fault.of(FaultCode.INVALID_REQUEST, why);
  }
}
