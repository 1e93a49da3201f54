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
 * Traces of all servers of a run: when each had the result of a step in its hands and when it was
 * on disk, and when it ended itself. Times are readings of the clock that all processes of a
 * machine share.
 */
final class CrashTrace {
  static final String STEP = "step";
  static final String KEPT = "kept";
  static final String HALT = "halt";

  private final Map<String, List<Long>> steps = new HashMap<>();
  private final List<Long> writes = new ArrayList<>();

  /** Reads what a server has left; gives the time at which it has ended itself, if it has. */
  OptionalLong read(Path file) throws IOException {
    var halted = OptionalLong.empty();
    var open = new HashMap<String, Long>();
    for (var line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
      var words = line.split(" ");
      if (words.length < 3) {
        continue; // cut off
      }
      long at = Long.parseLong(words[0]);
      switch (words[1]) {
        case STEP -> {
          steps.computeIfAbsent(words[2], _ -> new ArrayList<>()).add(at);
          open.put(words[2], at);
        }
        case KEPT -> writes.add(at - open.getOrDefault(words[2], at));
        default -> halted = OptionalLong.of(at);
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

  /** Milliseconds that such a share of all steps took at most from a result to the disk. */
  long writeMillis(double share) {
    var sorted = writes.stream().sorted().toList();
    return sorted.isEmpty()
        ? 0
        : sorted.get((int) Math.min(sorted.size() - 1, sorted.size() * share)) / 1_000_000;
  }
}
