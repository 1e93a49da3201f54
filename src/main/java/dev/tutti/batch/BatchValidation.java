package dev.tutti.batch;

import dev.tutti.call.BodyMemory;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.text.WholeCharacters;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Look at all lines of a file before the first one is asked: each is JSON with a name of its own, a
 * method, the batch's endpoint and a body. Blocking; used once.
 */
final class BatchValidation {
  /** The longest line. */
  static final int LONGEST_LINE = 16 << 20;

  /** So many mistakes are told. */
  private static final int MOST_ERRORS = 50;

  private static final int LONGEST_NAME = 512;
  private static final int LONGEST_SHOWN = 100;

  /** Blank lines between the others: what is kept of lines grows with their numbers. */
  private static final int MOST_BLANK = 1_000_000;

  /** Time after which a line is looked at again for which there was no memory. */
  private static final Duration AGAIN = Duration.ofMillis(100);

  private static final String MISSING = "missing_required_parameter";

  private final BatchTarget target;
  private final BatchSettings settings;
  private final Supplier<BodyMemory.Lease> memory;
  private final HashedNames names = new HashedNames();
  private final List<BatchError> errors = new ArrayList<>();
  private long lines;

  /**
   * @param memory shares for the tree of a line
   */
  BatchValidation(BatchTarget target, BatchSettings settings, Supplier<BodyMemory.Lease> memory) {
    this.target = target;
    this.settings = settings;
    this.memory = memory;
  }

  /**
   * Outcome for a file.
   *
   * @param lines that it has
   * @param errors none for a good one
   */
  record Verdict(long lines, List<BatchError> errors) {}

  /** Reads a file. */
  Verdict check(Path file, long bytes) throws IOException, InterruptedException {
    if (bytes > settings.maxSize()) {
      return refused(
          "file_too_large",
          "The file has %d bytes; a batch may have %d (batches.max_size)."
              .formatted(bytes, settings.maxSize()));
    }
    try (var reader = new LineReader(file, LONGEST_LINE)) {
      while (errors.size() < MOST_ERRORS && next(reader)) {
        if (Thread.interrupted()) {
          throw new InterruptedException("while a file was validated");
        }
      }
    }
    if (lines == 0 && errors.isEmpty()) {
      return refused("empty_file", "The file has no lines.");
    }
    return new Verdict(lines, List.copyOf(errors));
  }

  private static Verdict refused(String code, String message) {
    return new Verdict(0, List.of(new BatchError(code, message, null, 0)));
  }

  /** Looks at the next line; says whether there may be more. */
  private boolean next(LineReader reader) throws IOException, InterruptedException {
    try {
      var place = reader.next();
      if (place == null) {
        return false;
      }
      if (++lines > settings.maxLines() || place.number() - lines > MOST_BLANK) {
        errors.clear();
        errors.add(tooMany(place.number()));
        return false;
      }
      check(reader, place);
    } catch (Fault tooLong) {
      add(reader.number(), "line_too_long", tooLong.getMessage(), null);
    }
    return true;
  }

  private BatchError tooMany(long line) {
    return new BatchError(
        "too_many_lines",
        "The file has more than %d lines (batches.max_lines), or more than %d blank ones."
            .formatted(settings.maxLines(), MOST_BLANK),
        null,
        line);
  }

  /** Waits while others hold the memory: that is no mistake of the line. */
  private void check(LineReader reader, LineReader.LinePlace place)
      throws IOException, InterruptedException {
    while (true) {
      try (var lease = memory.get()) {
        if (checked(reader, place, lease)) {
          return;
        }
      }
      Thread.sleep(AGAIN);
    }
  }

  /** Checks a line, if there is memory for it. */
  private boolean checked(LineReader reader, LineReader.LinePlace place, BodyMemory.Lease lease)
      throws IOException {
    if (!BatchRun.taken(lease, place.length())) {
      return false;
    }
    var line = reader.read(place).bytes();
    try {
      if (!BatchRun.taken(lease, Json.heapOf(line) - line.length)) {
        return false;
      }
      check(place.number(), Json.request(line));
    } catch (Fault wrong) {
      add(
          place.number(),
          "invalid_json_line",
          "This line is not parseable as valid JSON. " + wrong.getMessage(),
          null);
    }
    return true;
  }

  private void check(long number, ObjectNode line) {
    var name = line.path("custom_id");
    if (!name.isString() || name.asString().isEmpty() || name.asString().length() > LONGEST_NAME) {
      add(
          number,
          name.isMissingNode() ? MISSING : "invalid_custom_id",
          "custom_id: %s (expected: a text of 1 to %d characters)"
              .formatted(name.isMissingNode() ? "is missing" : "is no such text", LONGEST_NAME),
          "custom_id");
    } else if (!names.add(name.asString())) {
      add(
          number,
          "duplicate_custom_id",
          "The custom_id '%s' for this request is a duplicate of another request. The custom_id parameter must be unique for each request in a batch."
              .formatted(name.asString()),
          "custom_id");
    }
    expect(number, line, "method", "POST", "invalid_method");
    expect(number, line, "url", target.path(), "invalid_url");
    if (!line.path("body").isObject()) {
      add(
          number,
          line.has("body") ? "invalid_body" : MISSING,
          "body: expected: the object of a request to " + target.path(),
          "body");
    }
  }

  private void expect(long number, ObjectNode line, String member, String value, String code) {
    var given = line.path(member);
    if (!given.asString("").equals(value)) {
      add(
          number,
          given.isMissingNode() ? MISSING : code,
          "%s: %s (expected: %s, as of the whole batch)"
              .formatted(member, given.isMissingNode() ? "is missing" : shown(given), value),
          member);
    }
  }

  /** The beginning of what was given, which may be as long as a line. */
  private static String shown(JsonNode given) {
    var text = given.toString();
    return text.length() > LONGEST_SHOWN
        ? WholeCharacters.first(text, LONGEST_SHOWN) + "..."
        : text;
  }

  private void add(long line, String code, String message, @Nullable String param) {
    if (errors.size() < MOST_ERRORS) {
      errors.add(new BatchError(code, message, param, line));
    }
  }
}
