package dev.tutti.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads texts, and says what is wrong with them, one line each. */
final class TestingConfig {
  private TestingConfig() {}

  static Object read(String yaml, Function<Section, ?> reader) {
    return read(ConfigSource.text("t.yaml", yaml), Map.of(), reader);
  }

  static Object read(
      ConfigSource source, Map<String, String> environment, Function<Section, ?> reader) {
    return source.<Object>read(environment, reader::apply);
  }

  static List<String> problems(String yaml, Function<Section, ?> reader) {
    return problems(ConfigSource.text("t.yaml", yaml), Map.of(), reader);
  }

  static List<String> problems(
      ConfigSource source, Map<String, String> environment, Function<Section, ?> reader) {
    var thrown =
        catchThrowableOfType(ConfigException.class, () -> read(source, environment, reader));
    return thrown == null ? List.of() : thrown.problems().stream().map(Problem::toString).toList();
  }
}
