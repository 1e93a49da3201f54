package dev.tutti.http;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import io.vertx.core.http.HttpMethod;
import java.util.Set;
import java.util.regex.Pattern;

/** Answer to a request for an endpoint that is not here: what it may have been meant for. */
final class UnknownPath {
  /** A version of an API and an endpoint of it, such as {@code /v1/moderations}. */
  private static final Pattern VERSIONED = Pattern.compile("/v\\d\\w{0,8}(/\\w.*)");

  private static final int LONGEST = 200;

  private UnknownPath() {}

  /** The fault, with status 404. */
  static Fault fault(HttpMethod method, String path, Set<String> known) {
    var shown = path.length() > LONGEST ? path.substring(0, LONGEST) + "..." : path;
    return Fault.of(
            FaultCode.INVALID_REQUEST,
            "%s %s is not here (expected: %s)".formatted(method, shown, meant(shown, known)))
        .status(404);
  }

  private static String meant(String path, Set<String> known) {
    if (known.contains("/v1" + path)) {
      return "/v1" + path;
    }
    var endpoint = VERSIONED.matcher(path);
    var usual = "/v1/chat/completions, /v1/models, ...";
    return endpoint.matches()
        ? usual
            + "; /passthrough/{provider}%s asks a provider for an endpoint of its own"
                .formatted(endpoint.group(1))
        : usual;
  }
}
