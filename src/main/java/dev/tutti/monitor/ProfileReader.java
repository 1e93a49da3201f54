package dev.tutti.monitor;

import dev.tutti.monitor.ProfileResult.Share;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;

/** Adds a recording of the JDK Flight Recorder up, event by event. For one recording. */
final class ProfileReader {
  private static final String OWN = "dev.tutti.";
  private static final int MOST_NAMES = 20_000;

  private final Map<String, Long> methods = new HashMap<>();
  private final Map<String, Long> callers = new HashMap<>();
  private final Map<String, Long> allocations = new HashMap<>();
  private long samples;
  private Duration pauses = Duration.ZERO;

  /** Reads a file. */
  static ProfileResult read(Path file, Instant began, Duration length, int most)
      throws IOException {
    var reader = new ProfileReader();
    try (var recording = new RecordingFile(file)) {
      while (recording.hasMoreEvents()) {
        reader.add(recording.readEvent());
      }
    }
    return new ProfileResult(
        began,
        length,
        reader.samples,
        shares(reader.methods, most),
        shares(reader.callers, most),
        shares(reader.allocations, most),
        reader.pauses,
        file.toString());
  }

  private void add(RecordedEvent event) {
    switch (event.getEventType().getName()) {
      case "jdk.ExecutionSample", "jdk.NativeMethodSample" -> sample(event);
      case "jdk.ObjectAllocationSample" ->
          count(allocations, event.getClass("objectClass").getName(), event.getLong("weight"));
      case "jdk.GCPhasePause" -> pauses = pauses.plus(event.getDuration());
      default -> {}
    }
  }

  private void sample(RecordedEvent event) {
    var stack = event.getStackTrace();
    if (stack == null || stack.getFrames().isEmpty()) {
      return;
    }
    samples++;
    count(methods, name(stack.getFrames().getFirst()), 1);
    own(stack.getFrames()).ifPresent(frame -> count(callers, name(frame), 1));
  }

  private static Optional<RecordedFrame> own(List<RecordedFrame> frames) {
    return frames.stream()
        .filter(frame -> frame.getMethod().getType().getName().startsWith(OWN))
        .findFirst();
  }

  private static String name(RecordedFrame frame) {
    var method = frame.getMethod();
    return method.getType().getName() + '.' + method.getName();
  }

  private static void count(Map<String, Long> all, @Nullable String name, long weight) {
    if (name != null && (all.size() < MOST_NAMES || all.containsKey(name))) {
      all.merge(name, weight, Long::sum);
    }
  }

  private static List<Share> shares(Map<String, Long> all, int most) {
    double sum = Math.max(1, all.values().stream().mapToLong(Long::longValue).sum());
    return all.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .limit(most)
        .map(each -> new Share(each.getKey(), each.getValue() / sum))
        .toList();
  }
}
