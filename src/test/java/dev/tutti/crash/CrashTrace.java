package dev.tutti.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Traces of all servers of a run: when each had the result of a step in its hands, and when it
 * ended itself. Times are readings of the clock that all processes of a machine share.
 */
final class CrashTrace {
  static final String STEP = "step";
  static final String HALT = "halt";

  private final Map<String, List<Long>> steps = new HashMap<>();

  /** Reads what a server has left; gives the time at which it has ended itself, if it has. */
  OptionalLong read(Path file) throws IOException {
    var halted = OptionalLong.empty();
    if (!Files.exists(file)) {
      return halted;
    }
    for (var line : Files.readAllLines(file)) {
      var words = line.split(" ");
      if (words.length == 3 && words[1].equals(STEP)) {
        steps.computeIfAbsent(words[2], _ -> new ArrayList<>()).add(Long.parseLong(words[0]));
      } else if (words.length == 3 && words[1].equals(HALT)) {
        halted = OptionalLong.of(Long.parseLong(words[0]));
      }
    }
    return halted;
  }

  /** Time at which a server has had the result of a task's step that was asked for then. */
  OptionalLong handed(String task, long asked, long end) {
    return steps.getOrDefault(task, List.of()).stream()
        .mapToLong(Long::longValue)
        .filter(at -> at > asked && at < end)
        .min();
  }
}
