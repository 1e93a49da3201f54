package dev.tutti.telemetry.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

@ResourceLock("tutti.calls")
class LogLevelsTest {
  private static final String AREA = "responses"; // of which no other test sets the level
  private static final Logger LOGGER = Logger.getLogger("dev.tutti.responses");

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final InstantSource clock = now::get;
  private final LogLevels levels =
      LogLevels.open(new LogSettings(false, Map.of(AREA, LogLevel.WARN)), clock);

  @AfterEach
  void close() {
    levels.close();
    assertThat(LOGGER.getLevel()).isNull();
  }

  @Test
  void a_configured_level_is_that_of_the_area() {
    assertThat(LOGGER.getLevel()).isEqualTo(Level.WARNING);
    levels.follow(new LogSettings(false, Map.of(AREA, LogLevel.ERROR)));
    assertThat(LOGGER.getLevel()).isEqualTo(Level.SEVERE);
    levels.follow(new LogSettings(false, Map.of()));
    assertThat(LOGGER.getLevel()).isNull();
  }

  @Test
  void a_change_ends_by_itself() {
    levels.change(AREA, LogLevel.DEBUG, Duration.ofMinutes(15));
    assertThat(LOGGER.getLevel()).isEqualTo(Level.FINE);
    assertThat(status()).isEqualTo(new LogLevels.Status(AREA, LogLevel.DEBUG, minute(15)));
    now.set(minute(15).minusMillis(1));
    levels.expire();
    assertThat(LOGGER.getLevel()).isEqualTo(Level.FINE);
    now.set(minute(15));
    levels.expire();
    assertThat(LOGGER.getLevel()).isEqualTo(Level.WARNING);
    assertThat(status()).isEqualTo(new LogLevels.Status(AREA, LogLevel.WARN, null));
  }

  private static Instant minute(int number) {
    return Instant.EPOCH.plus(Duration.ofMinutes(number));
  }

  private LogLevels.Status status() {
    return levels.all().stream().filter(each -> each.area().equals(AREA)).findFirst().orElseThrow();
  }

  @Test
  void a_change_outlives_a_reload_and_can_be_ended_early() {
    levels.change(AREA, LogLevel.TRACE, Duration.ofMinutes(1));
    levels.follow(new LogSettings(false, Map.of(AREA, LogLevel.INFO)));
    assertThat(LOGGER.getLevel()).isEqualTo(Level.FINEST);
    levels.reset(AREA);
    assertThat(LOGGER.getLevel()).isEqualTo(Level.INFO);
  }

  @Test
  void lines_of_calls_are_off_until_somebody_wants_them() {
    assertThat(levels.all().getFirst())
        .isEqualTo(new LogLevels.Status(LogArea.CALLS, LogLevel.OFF, null));
  }

  @Test
  void every_room_that_logs_is_an_area() throws IOException {
    var rooms = new TreeSet<String>();
    var sources = Path.of("src/main/java/dev/tutti");
    try (var files = Files.walk(sources)) {
      for (var file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        var below = sources.relativize(file);
        if (below.getNameCount() > 1 && Files.readString(file).contains("LoggerFactory")) {
          rooms.add(below.getName(0).toString());
        }
      }
    }
    assertThat(LogArea.NAMES).containsAll(rooms);
  }
}
