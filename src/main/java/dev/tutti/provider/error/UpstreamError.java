package dev.tutti.provider.error;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.provider.spi.Refusal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * A refusal as one shape, whichever of the providers' forms it has: {@code {"error": {...}}}, the
 * same in a list, {@code {"error": "text", "code": ...}}, {@code {"code", "message"}}, {@code
 * {"detail": ...}}, a page of HTML, plain text, nothing.
 *
 * @param status the HTTP status, or the one that an error inside a 200 names
 * @param codes the provider's codes and types for it, in lower case
 * @param message its words, may be empty
 * @param param the member of the request that it blames, may be empty
 * @param json the whole of it, a missing node when it is not JSON
 */
record UpstreamError(int status, List<String> codes, String message, String param, JsonNode json) {
  private static final Pattern TITLE =
      Pattern.compile("<title>([^<]*)</title>", Pattern.CASE_INSENSITIVE);
  private static final Pattern TAG = Pattern.compile("<[^>]*>");

  /** Single quotes and backticks around words, and no apostrophe within one. */
  private static final Pattern QUOTED =
      Pattern.compile("(?<![\\p{L}\\p{N}])(['`])(?:(?!\\1).)*\\1(?![\\p{L}\\p{N}])");

  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final String OPAQUE = "Provider returned error";

  /** Reads a refusal. */
  static UpstreamError of(Refusal refusal) {
    var root = tree(refusal.body().strip());
    if (root.isMissingNode()) {
      return new UpstreamError(refusal.status(), List.of(), page(refusal.body()), "", root);
    }
    var error = inner(root);
    return new UpstreamError(
        status(refusal.status(), error),
        codes(root, error),
        message(root, error),
        param(root, error),
        root);
  }

  private static JsonNode tree(String body) {
    if (!body.startsWith("{") && !body.startsWith("[")) {
      return MissingNode.getInstance();
    }
    try {
      var tree = Json.tree(body);
      return tree.isArray() ? tree.path(0) : tree;
    } catch (Fault _) {
      return MissingNode.getInstance();
    }
  }

  private static JsonNode inner(JsonNode root) {
    var holder = root.path("response").has("error") ? root.path("response") : root;
    var error = holder.path("error").isObject() ? holder.path("error") : holder;
    return error.path("error").isObject() ? error.path("error") : error;
  }

  /** An error inside an answer that began as a success names its own status. */
  private static int status(int given, JsonNode error) {
    if (given / 100 != 2) {
      return given;
    }
    for (var name : List.of("status_code", "status", "code", "http_code")) {
      long named = error.path(name).asLong(0);
      if (named >= 400 && named < 600) {
        return (int) named;
      }
    }
    return given;
  }

  private static List<String> codes(JsonNode root, JsonNode error) {
    var reasons = error.path("details").valueStream().map(detail -> detail.path("reason")).toList();
    return Stream.concat(
            Stream.of(
                error.path("code"),
                error.path("innererror").path("code"),
                error.path("type"),
                error.path("status"),
                error.path("error_type"),
                root.path("code")),
            reasons.stream())
        .map(node -> node.asString("").toLowerCase(Locale.ROOT))
        .filter(code -> !code.isEmpty())
        .distinct()
        .toList();
  }

  private static String message(JsonNode root, JsonNode error) {
    var message = words(error.path("message"));
    var raw = error.path("metadata").path("raw").asString("");
    if (message.equals(OPAQUE) && !raw.isEmpty()) {
      return of(new Refusal(0, Map.of(), raw)).message();
    }
    for (var other : List.of("error", "detail", "errors", "msg", "title")) {
      message = message.isEmpty() ? words(root.path(other)) : message;
    }
    return message;
  }

  /** A text; the words of a list of complaints, as FastAPI writes them; of an object. */
  private static String words(JsonNode node) {
    if (node.isArray()) {
      return node.valueStream().map(UpstreamError::words).collect(Collectors.joining("; "));
    }
    if (node.isObject()) {
      var place = loc(node);
      var text = node.path("msg").asString(node.path("message").asString(""));
      return text.isEmpty()
          ? words(node.path("detail"))
          : place.isEmpty() ? text : place + ": " + text;
    }
    return node.asString("");
  }

  private static String loc(JsonNode complaint) {
    return complaint
        .path("loc")
        .valueStream()
        .map(part -> part.asString(""))
        .filter(part -> !part.equals("body"))
        .collect(Collectors.joining("."));
  }

  private static String param(JsonNode root, JsonNode error) {
    var named = error.path("param").asString("");
    if (!named.isEmpty()) {
      return named;
    }
    var details = error.path("message").isObject() ? error.path("message") : root;
    return loc(details.path("detail").path(0));
  }

  /** The words of a page or a plain text: a page's title, or else its text on one line. */
  private static String page(String body) {
    var title = TITLE.matcher(body);
    if (title.find()) {
      return title.group(1).strip();
    }
    return SPACE.matcher(TAG.matcher(body).replaceAll(" ")).replaceAll(" ").strip();
  }

  /**
   * Whether its words contain one of these, given in lower case. What stands in quotes does not
   * count: there a provider repeats the caller.
   */
  boolean says(List<String> fragments) {
    var text = QUOTED.matcher(message).replaceAll(" ").toLowerCase(Locale.ROOT);
    return fragments.stream().anyMatch(text::contains);
  }
}
