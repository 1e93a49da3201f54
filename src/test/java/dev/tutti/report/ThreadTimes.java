package dev.tutti.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Nanoseconds of CPU of this process's threads, by their beginnings: those of Java as the JVM has
 * them, those that collect as Linux has them, to a tick. Immutable.
 */
final class ThreadTimes {
  /** Beginning of the names of the threads that collect. */
  static final String COLLECTOR = "GC Thread";

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final Path TASKS = Path.of("/proc/self/task");

  private final Map<Long, Time> times;

  private record Time(String name, long nanos) {}

  private ThreadTimes(Map<Long, Time> times) {
    this.times = times;
  }

  static ThreadTimes now() {
    var times = new HashMap<Long, Time>();
    for (long id : THREADS.getAllThreadIds()) {
      var thread = THREADS.getThreadInfo(id);
      if (thread != null) {
        times.put(id, new Time(thread.getThreadName(), THREADS.getThreadCpuTime(id)));
      }
    }
    collectors().forEach((id, time) -> times.put(-id, time));
    return new ThreadTimes(times);
  }

  /** What the thread that asks has spent. */
  static long own() {
    return THREADS.getCurrentThreadCpuTime();
  }

  /** By their numbers in the kernel; none where there is no such folder. */
  private static Map<Long, Time> collectors() {
    if (!Files.isDirectory(TASKS)) {
      return Map.of();
    }
    try (var tasks = Files.list(TASKS)) {
      var found = new HashMap<Long, Time>();
      for (var task : tasks.toList()) {
        long id = Long.parseLong(task.getFileName().toString());
        collector(task).ifPresent(time -> found.put(id, time));
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Time> collector(Path task) throws IOException {
    try {
      var name = Files.readString(task.resolve("comm")).strip();
      if (!name.startsWith(COLLECTOR)) {
        return Optional.empty();
      }
      var spent = Files.readString(task.resolve("schedstat"));
      return Optional.of(new Time(name, Long.parseLong(spent.substring(0, spent.indexOf(' ')))));
    } catch (NoSuchFileException _) {
      return Optional.empty(); // it has just ended
    }
  }

  /** What threads whose names begin so have spent since earlier times. */
  long since(ThreadTimes earlier, String beginning) {
    long sum = 0;
    for (var each : times.entrySet()) {
      var time = each.getValue();
      if (time.name.startsWith(beginning)) {
        var before = earlier.times.get(each.getKey());
        sum += time.nanos - (before == null ? 0 : before.nanos);
      }
    }
    return sum;
  }
}
