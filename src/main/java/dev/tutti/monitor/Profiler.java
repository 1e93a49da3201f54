package dev.tutti.monitor;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
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
  private boolean running;
  private Instant began = Instant.EPOCH;
  private Duration length = Duration.ZERO;
  private @Nullable ProfileResult result;

  /** Profiler that keeps its recording in a folder. */
  public Profiler(Path folder, InstantSource clock) {
    this.file = folder.resolve("profile.jfr");
    this.clock = clock;
  }

  /**
   * State of the profiler.
   *
   * @param left how long it will look, zero when it does not
   */
  public record State(boolean running, Duration left) {}

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
    running = true;
    began = clock.instant();
    length = time;
    Thread.ofPlatform().daemon().name("tutti-profile").start(() -> record(time));
  }

  private void record(Duration time) {
    try (var recording = new Recording(Configuration.getConfiguration("profile"))) {
      TELLTALES.forEach(recording::disable);
      recording.start();
      Thread.sleep(time);
      recording.stop();
      Files.deleteIfExists(file);
      recording.dump(file);
      finish(ProfileReader.read(file, began, time, MOST));
    } catch (IOException | ParseException | RuntimeException e) {
      log.warn("The profile failed: {}", e.toString());
      finish(null);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      finish(null);
    }
  }

  private synchronized void finish(@Nullable ProfileResult done) {
    running = false;
    result = done;
  }

  /** State of this moment. */
  public synchronized State state() {
    var left = running ? Duration.between(clock.instant(), began.plus(length)) : Duration.ZERO;
    return new State(running, left.isNegative() ? Duration.ZERO : left);
  }

  /** Result of the last recording, if there is one and it did not fail. */
  public synchronized Optional<ProfileResult> result() {
    return Optional.ofNullable(result);
  }
}
