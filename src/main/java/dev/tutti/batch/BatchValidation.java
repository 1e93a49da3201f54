package dev.tutti.batch;

import dev.tutti.call.BodyMemory;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
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
  private boolean next(LineReader reader) throws IOException {
    try {
      var line = reader.next();
      if (line == null) {
        return false;
      }
      if (++lines > settings.maxLines()) {
        errors.clear();
        errors.add(
            new BatchError(
                "too_many_lines",
                "The file has more than %d lines (batches.max_lines)."
                    .formatted(settings.maxLines()),
                null,
                line.number()));
        return false;
      }
      check(line);
    } catch (Fault tooLong) {
      add(reader.number(), "line_too_long", tooLong.getMessage(), null);
    }
    return true;
  }

  private void check(LineReader.Line line) {
    try (var lease = memory.get()) {
      lease.take(Json.heapOf(line.bytes()));
      check(line.number(), Json.request(line.bytes()));
    } catch (Fault wrong) {
      add(
          line.number(),
          "invalid_json_line",
          "This line is not parseable as valid JSON. " + wrong.getMessage(),
          null);
    }
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
              .formatted(member, given.isMissingNode() ? "is missing" : given.toString(), value),
          member);
    }
  }

  private void add(long line, String code, String message, @Nullable String param) {
    if (errors.size() < MOST_ERRORS) {
      errors.add(new BatchError(code, message, param, line));
    }
  }
}
