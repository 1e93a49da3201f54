package dev.tutti.replay;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The listed exceptions to "all recordings, all checks", each with its reason. */
record Exceptions(List<Entry> entries) {

  /**
   * One exception.
   *
   * @param id a glob of ids of recordings
   * @param checks the kinds of problems that are passed over; empty when the recording is not
   *     played at all
   */
  record Entry(String id, List<String> checks, String reason) {
    boolean covers(Recording recording) {
      return FileSystems.getDefault().getPathMatcher("glob:" + id).matches(Path.of(recording.id()));
    }

    boolean passes(Problem problem) {
      return checks.stream().anyMatch(check -> problem.kind().startsWith(check));
    }
  }

  static Exceptions none() {
    return new Exceptions(List.of());
  }

  /**
   * Reads the list.
   *
   * @throws IllegalArgumentException for an entry without id or reason
   */
  static Exceptions read(Path file) throws IOException {
    var loaded = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
    var entries = new ArrayList<Entry>();
    for (var item : loaded instanceof List<?> list ? list : List.of()) {
      entries.add(entry(file, item));
    }
    return new Exceptions(entries);
  }

  /** Why this recording is not played. */
  Optional<String> excluded(Recording recording) {
    return entries.stream()
        .filter(entry -> entry.checks().isEmpty() && entry.covers(recording))
        .map(Entry::reason)
        .findFirst();
  }

  /** The exceptions to single checks of this recording. */
  List<Entry> of(Recording recording) {
    return entries.stream()
        .filter(entry -> !entry.checks().isEmpty() && entry.covers(recording))
        .toList();
  }

  private static Entry entry(Path file, Object item) {
    if (item instanceof Map<?, ?> map
        && map.get("id") instanceof String id
        && map.get("reason") instanceof String reason) {
      var checks = map.get("checks") instanceof List<?> list ? list : List.of();
      return new Entry(id, checks.stream().map(String::valueOf).toList(), reason);
    }
    throw new IllegalArgumentException(
        file + ": " + item + " (expected: a map with id, reason and perhaps checks)");
  }
}
