package dev.tutti.monitor;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Profiler of this process: one recording of the JDK Flight Recorder at a time, which it adds up
 * when it has ended. The recorder costs about 1 % while it runs, and is not loaded before. The last
 * recording stays in the data folder. Thread-safe.
 */
public final class Profiler {
  private static final Logger log = LoggerFactory.getLogger(Profiler.class);
  private static final int MOST = 50;

  /** Events that hold environment variables and arguments, where keys may stand. */
  private static final List<String> TELLTALES =
      List.of(
          "jdk.InitialEnvironmentVariable",
          "jdk.InitialSystemProperty",
          "jdk.JVMInformation",
          "jdk.SystemProcess");

  private final Path file;
  private final InstantSource clock;
  private final Recorder recorder;
  private boolean running;
  private Instant began = Instant.EPOCH;
  private Duration length = Duration.ZERO;
  private @Nullable ProfileResult result;
  private String failure = "";

  /** Profiler that keeps its recording in a folder. */
  public Profiler(Path folder, InstantSource clock) {
    this(folder, clock, Profiler::recordFlight);
  }

  Profiler(Path folder, InstantSource clock, Recorder recorder) {
    this.file = folder.resolve("profile.jfr");
    this.clock = clock;
    this.recorder = recorder;
  }

  /** Maker of a recording in a file. */
  @FunctionalInterface
  interface Recorder {
    void record(Duration time, Path to) throws Exception;
  }

  /**
   * State of the profiler.
   *
   * @param left how long it will look, zero when it does not
   * @param failure why the last recording failed, empty while one runs and when it did not
   */
  public record State(boolean running, Duration left, String failure) {}

  /**
   * Begins to look.
   *
   * @throws Fault with status 409 while it looks
   */
  public synchronized void start(Duration time) {
    if (running) {
      throw Fault.of(
              FaultCode.INVALID_REQUEST,
              "profile: one is running (expected: one at a time; it ends in %d s)"
                  .formatted(state().left().toSeconds()))
          .status(409);
    }
    began = clock.instant();
    length = time;
    Thread.ofPlatform().daemon().name("tutti-profile").start(() -> record(time, began));
    running = true;
  }

  private void record(Duration time, Instant from) {
    try {
      Files.deleteIfExists(file);
      recorder.record(time, file);
      finish(ProfileReader.read(file, from, time, MOST), "");
    } catch (Throwable e) { // an Error where the runtime has no module jdk.jfr
      log.warn("The profile failed: {}", e.toString());
      finish(null, e.toString());
    }
  }

  private static void recordFlight(Duration time, Path to) throws Exception {
    try (var recording = new Recording(Configuration.getConfiguration("profile"))) {
      TELLTALES.forEach(recording::disable);
      recording.start();
      Thread.sleep(time);
      recording.stop();
      recording.dump(to);
    }
  }

  private synchronized void finish(@Nullable ProfileResult done, String why) {
    running = false;
    result = done;
    failure = why;
  }

  /** State of this moment. */
  public synchronized State state() {
    var left = running ? Duration.between(clock.instant(), began.plus(length)) : Duration.ZERO;
    return new State(running, left.isNegative() ? Duration.ZERO : left, running ? "" : failure);
  }

  /** Result of the last recording, if there is one and it did not fail. */
  public synchronized Optional<ProfileResult> result() {
    return Optional.ofNullable(result);
  }
}
