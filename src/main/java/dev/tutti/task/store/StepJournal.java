package dev.tutti.task.store;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.store.PrivateFiles;
import dev.tutti.task.api.StepResult;
import dev.tutti.task.api.TaskUsage;
import dev.tutti.task.store.TaskStateTable.AttemptFence;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * File of steps that were paid for and are not in the database yet. A step is appended as soon as
 * it has its result and nothing waits for the disk, so that it outlives the process whatever the
 * database is busy with at that moment; the next run of the server takes it from there. The
 * database alone is the truth once it has the step, and after a power cut; a file of which it has
 * all is emptied, so that nothing stays in it that is erased elsewhere. A file that cannot be
 * written is done without. Thread-safe.
 */
public final class StepJournal implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(StepJournal.class);

  /** Size from which on what the database has is left out. */
  private static final long LARGE = 4 << 20;

  /** Bytes of steps that the database has not; what is beyond is in its line only. */
  private static final long MOST = 16 << 20;

  private final Path file;
  private final Map<StepKey, byte[]> missing = new LinkedHashMap<>();
  private long missingBytes;
  private long bytes;
  private @Nullable FileOutputStream out;

  private StepJournal(Path file) {
    this.file = file;
  }

  private record StepKey(AttemptFence fence, String name) {}

  /** Step that an earlier run of the server has left. */
  public record JournalStep(AttemptFence fence, String name, String hash, StepResult result) {}

  /** Opens that of a file, which is made where it is missing; what is in it stays. */
  public static StepJournal open(Path file) {
    var journal = new StepJournal(file);
    try {
      var folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        PrivateFiles.createFolder(folder);
      }
      PrivateFiles.createFile(file);
      journal.out = new FileOutputStream(file.toFile(), true);
    } catch (IOException e) {
      log.warn("Steps of tasks are in the database only: {}", e.getMessage());
    }
    return journal;
  }

  /** Steps that an earlier run has left, whether the database has them or not. */
  public List<JournalStep> left() {
    try { // a letter may be cut in two, which a stream of lines would fail at
      var text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      return text.lines().flatMap(line -> read(line).stream()).toList();
    } catch (IOException e) {
      log.warn("Steps of tasks cannot be read: {}", e.getMessage());
      return List.of();
    }
  }

  /** A line that was cut off has no step. */
  private static Optional<JournalStep> read(String line) {
    try {
      var json = line.isEmpty() ? Json.object() : Json.tree(line);
      return json.has("value") ? Optional.of(step(json)) : Optional.empty();
    } catch (Fault _) {
      return Optional.empty();
    }
  }

  private static JournalStep step(JsonNode json) {
    return new JournalStep(
        new AttemptFence(
            json.path("task").asString(),
            json.path("attempt").asInt(),
            json.path("node").asString()),
        json.path("step").asString(),
        json.path("hash").asString(),
        new StepResult(
            json.path("value"),
            new TaskUsage(
                json.path("input").asLong(),
                json.path("output").asLong(),
                json.path("cost").asLong())));
  }

  /** Leaves out all that earlier runs have left. */
  public synchronized void clear() {
    compact();
  }

  /** Keeps a step until the database has it. */
  public synchronized void add(AttemptFence fence, String name, String hash, StepResult result) {
    var line = line(fence, name, hash, result);
    if (missingBytes + line.length > MOST) {
      return;
    }
    var before = missing.put(new StepKey(fence, name), line);
    missingBytes += line.length - (before == null ? 0 : before.length);
    append(line);
  }

  /** Each line begins with its end, so that it is whole whatever was cut off before it. */
  private static byte[] line(AttemptFence fence, String name, String hash, StepResult result) {
    var json =
        Json.object()
            .put("task", fence.task())
            .put("attempt", fence.attempt())
            .put("node", fence.node())
            .put("step", name)
            .put("hash", hash)
            .put("input", result.usage().inputTokens())
            .put("output", result.usage().outputTokens())
            .put("cost", result.usage().nanoDollars());
    json.set("value", result.value());
    return ('\n' + Json.text(json)).getBytes(StandardCharsets.UTF_8);
  }

  private void append(byte[] line) {
    if (out == null) {
      return;
    }
    try {
      out.write(line);
      bytes += line.length;
    } catch (IOException e) {
      log.debug("A step is in the database only: {}", e.getMessage());
    }
  }

  /** The database has a step. */
  public synchronized void kept(AttemptFence fence, String name) {
    var line = missing.remove(new StepKey(fence, name));
    if (line != null) {
      missingBytes -= line.length;
    }
    if (missing.isEmpty()) {
      empty();
    } else if (bytes > LARGE && bytes > 2 * missingBytes) {
      compact();
    }
  }

  private void empty() {
    if (out == null || bytes == 0) {
      return;
    }
    try {
      out.getChannel().truncate(0);
      bytes = 0;
    } catch (IOException e) {
      log.debug("The file of steps cannot be emptied: {}", e.getMessage());
    }
  }

  /** Writes what the database has not into a new file, which takes the place of this one. */
  private void compact() {
    var next = file.resolveSibling(file.getFileName() + ".next");
    try {
      Files.deleteIfExists(next);
      PrivateFiles.createFile(next);
      try (var rest = new FileOutputStream(next.toFile())) {
        for (var line : missing.values()) {
          rest.write(line);
        }
      }
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      close();
      out = new FileOutputStream(file.toFile(), true);
      bytes = missingBytes;
    } catch (IOException e) {
      log.warn("Steps of tasks cannot be rewritten: {}", e.getMessage());
      bytes = 0; // not again with the next step
    }
  }

  @Override
  public synchronized void close() {
    try {
      if (out != null) {
        out.close();
      }
    } catch (IOException e) {
      log.debug("The file of steps cannot be closed: {}", e.getMessage());
    }
  }
}
