package dev.tutti.report.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LevelShiftsTest {
  private static List<Optional<BigDecimal>> days(int count, IntToDoubleFunction value) {
    return IntStream.range(0, count)
        .mapToObj(day -> Optional.of(BigDecimal.valueOf(value.applyAsDouble(day))))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void a_level_that_doubles_is_seen_at_its_day(long seed) {
    var random = new Random(seed);
    var found = LevelShifts.in(days(42, day -> (day < 20 ? 100 : 200) + 5 * random.nextGaussian()));
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().at()).isBetween(18, 22);
    assertThat(found.getFirst().after()).isBetween(180.0, 220.0);
  }

  @Test
  void weekends_and_single_spikes_are_no_change() {
    var found =
        LevelShifts.in(days(56, day -> day == 30 ? 2_000 : day % 7 < 5 ? 100 + day % 3 : 20));
    assertThat(found).isEmpty();
  }

  @Test
  void thirteen_days_tell_nothing() {
    assertThat(LevelShifts.in(days(13, day -> day < 7 ? 1 : 100))).isEmpty();
  }
}
