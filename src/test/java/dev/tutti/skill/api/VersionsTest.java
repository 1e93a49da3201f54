package dev.tutti.skill.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.semver4j.Semver;

/** Versions and ranges; what is expected was asked of npm's semver 7. */
class VersionsTest {
  private static final List<String> ALL =
      List.of(
          "0.0.3",
          "0.0.9",
          "0.1.0",
          "0.2.0",
          "1.0.0",
          "1.2.0",
          "1.9.0",
          "1.10.0",
          "1.10.4",
          "1.12.0",
          "2.0.0-rc.1");

  private static String highest(String range) {
    var found =
        Versions.range(range)
            .flatMap(
                wanted ->
                    ALL.reversed().stream()
                        .filter(each -> new Semver(each).satisfies(wanted))
                        .findFirst());
    return found.orElse("none");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "*; 1.12.0",
        "1.x; 1.12.0",
        "v1.x; 1.12.0",
        "x; 1.12.0",
        "1; 1.12.0",
        "1.10; 1.10.4",
        "1.10.*; 1.10.4",
        "^1; 1.12.0",
        "^1.9; 1.12.0",
        "^v1.9.0; 1.12.0",
        "^ 1.9; 1.12.0",
        "^0; 0.2.0",
        "^0.x; 0.2.0",
        "^0.x.x; 0.2.0",
        "^0.0; 0.0.9",
        "^0.0.x; 0.0.9",
        "^0.0.3; 0.0.3",
        "^0.1; 0.1.0",
        "^0.1.0; 0.1.0",
        "~1; 1.12.0",
        "~1.10; 1.10.4",
        "~1.10.1; 1.10.4",
        "~>1.10; 1.10.4",
        "~0; 0.2.0",
        "~0.0; 0.0.9",
        ">=1.9.0 ~1.10; 1.10.4",
        "~1.10.0 >=1.9; 1.10.4",
        "^1.9 ^1.10; 1.12.0",
        "^1.9 <1.12; 1.10.4",
        ">=1.2 <1.10; 1.9.0",
        ">1.2.0 <=1.9.0; 1.9.0",
        "1.2.0 - 1.9.0; 1.9.0",
        "1.2 - 1.9; 1.9.0",
        "0.1.0 || 1.2.0; 1.2.0",
        "^0.0.3 || ~0.1; 0.1.0",
        "=1.0.0; 1.0.0",
        "^2; none",
        "^2.0.0-rc; 2.0.0-rc.1",
        ">=2.0.0-rc.0; 2.0.0-rc.1",
        "~2.0.0-rc.1; 2.0.0-rc.1",
        ">=1.12.1; none"
      })
  void ranges_are_those_of_npm(String range, String expected) {
    assertThat(highest(range)).isEqualTo(expected);
  }

  @Test
  void what_is_no_range_is_told() {
    for (var text : List.of("^9999999999", "1.2.3.4.5 !", "!!", "a b", "1".repeat(300))) {
      assertThat(Versions.range(text)).as(text).isEmpty();
      assertThat(VersionSelector.parse(text)).as(text).isEmpty();
    }
  }

  @Test
  void what_is_wanted_is_told_apart() {
    assertThat(VersionSelector.parse("v1.x")).containsInstanceOf(VersionSelector.InRange.class);
    assertThat(VersionSelector.parse("x")).containsInstanceOf(VersionSelector.InRange.class);
    assertThat(VersionSelector.parse("Latest")).contains(new VersionSelector.Latest());
    assertThat(VersionSelector.parse("canary")).contains(new VersionSelector.Labelled("canary"));
    assertThat(VersionSelector.parse("v1.1.0+3f0c9a1b7d2e"))
        .contains(new VersionSelector.Pinned("1.1.0+3f0c9a1b7d2e"));
    assertThat(VersionSelector.parse(" ")).isEqualTo(Optional.of(new VersionSelector.Released()));
  }
}
