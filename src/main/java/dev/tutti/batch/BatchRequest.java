package dev.tutti.batch;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.text.Nearest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a caller wants of a batch.
 *
 * @param input id of the file with its lines
 * @param window time that it may take, as it was written, such as {@code 24h}
 * @param metadata of the caller's own
 * @param keep how long its results are kept; null for as long as files of batches are
 */
public record BatchRequest(
    String input, BatchTarget target, String window, ObjectNode metadata, @Nullable Duration keep) {
  private static final Set<String> MEMBERS =
      Set.of("input_file_id", "endpoint", "completion_window", "metadata", "output_expires_after");

  private static final Pattern WINDOW = Pattern.compile("([1-9]\\d{0,5})([mhd])");
  static final Duration LONGEST_WINDOW = Duration.ofDays(30);
  private static final Duration SHORTEST_KEEP = Duration.ofHours(1);
  private static final int MOST_METADATA = 16;
  private static final int LONGEST_METADATA = 16 << 10;

  /**
   * Reads the body of a request.
   *
   * @throws Fault {@code invalid_request}, naming the member
   */
  public static BatchRequest read(ObjectNode body) {
    requireKnown(body);
    var window = text(body, "completion_window", "24h");
    time(window);
    return new BatchRequest(
        text(body, "input_file_id", ""),
        BatchTarget.of(text(body, "endpoint", "")),
        window,
        metadata(body.path("metadata")),
        keep(body.path("output_expires_after")));
  }

  private static void requireKnown(ObjectNode body) {
    for (var name : body.propertyNames()) {
      if (!MEMBERS.contains(name)) {
        var near = Nearest.to(name, MEMBERS);
        throw Fault.invalid(
            name,
            near.isEmpty()
                ? "not known (expected: some of %s)".formatted(new TreeSet<>(MEMBERS))
                : "not known. Did you mean " + String.join(" or ", near) + "?");
      }
    }
  }

  private static String text(ObjectNode body, String member, String usual) {
    var given = body.path(member);
    boolean absent = given.isMissingNode() || given.isNull();
    var value = absent ? usual : given.isString() ? given.asString() : "";
    if (value.isEmpty()) {
      throw Fault.invalid(
          member,
          given.isMissingNode() ? "is missing (expected: a text)" : given + " (expected: a text)");
    }
    return value;
  }

  private static Duration time(String window) {
    var parts = WINDOW.matcher(window);
    if (parts.matches()) {
      long number = Long.parseLong(parts.group(1));
      var time =
          switch (parts.group(2)) {
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
          };
      if (time.compareTo(LONGEST_WINDOW) <= 0) {
        return time;
      }
    }
    throw Fault.invalid(
        "completion_window", "\"%s\" (expected: a time such as 24h, up to 30d)".formatted(window));
  }

  private static ObjectNode metadata(JsonNode given) {
    if (given.isMissingNode() || given.isNull()) {
      return Json.object();
    }
    if (!(given instanceof ObjectNode object)
        || object.size() > MOST_METADATA
        || object.valueStream().anyMatch(value -> !value.isString())
        || Json.text(object).getBytes(StandardCharsets.UTF_8).length > LONGEST_METADATA) {
      throw Fault.invalid(
          "metadata", "expected: an object of up to %d texts in 16 KiB".formatted(MOST_METADATA));
    }
    return object;
  }

  private static @Nullable Duration keep(JsonNode given) {
    if (given.isMissingNode() || given.isNull()) {
      return null;
    }
    long seconds = given.path("seconds").asLong(0);
    if (!given.path("anchor").asString("").equals("created_at")
        || seconds < SHORTEST_KEEP.toSeconds()
        || seconds > LONGEST_WINDOW.toSeconds()) {
      throw Fault.invalid(
          "output_expires_after",
          given + " (expected: {\"anchor\": \"created_at\", \"seconds\": 3600 to 2592000})");
    }
    return Duration.ofSeconds(seconds);
  }

  /** Time that it may take. */
  public Duration time() {
    return time(window);
  }

  /** Time for which its results are kept; empty for as long as files of batches are. */
  Optional<Duration> keeping() {
    return Optional.ofNullable(keep);
  }

  /** The body that says the same; the task that runs the batch has it as its input. */
  ObjectNode json() {
    var json = Json.object().put("input_file_id", input).put("endpoint", target.path());
    json.put("completion_window", window).set("metadata", metadata);
    if (keep != null) {
      json.putObject("output_expires_after")
          .put("anchor", "created_at")
          .put("seconds", keep.toSeconds());
    }
    return json;
  }
}
