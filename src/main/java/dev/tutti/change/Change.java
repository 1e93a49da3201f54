package dev.tutti.change;

import dev.tutti.config.ConfigSource;
import dev.tutti.config.WrittenSection;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A row of the history.
 *
 * @param id the revision that it made: 1, 2, 3, ...
 * @param action what was asked for, such as {@code set} or {@code rollback to 3}
 * @param base the salted hash of what the file said about the subject then
 */
public record Change(
    long id, Instant at, String who, String action, Subject subject, Effect effect, String base) {

  /** Source that messages and values name: {@code change 12 by ops}. */
  public String origin() {
    return "change " + id + " by " + who;
  }

  /** Section that was given, without its secrets. */
  public Optional<JsonNode> shown() {
    return effect instanceof Effect.Given
        ? Optional.ofNullable(
                CurrentConfiguration.written(over(ConfigSource.nothing())).get(subject))
            .map(WrittenSection::masked)
        : Optional.empty();
  }

  /** A configuration with this change. */
  ConfigSource over(ConfigSource source) {
    return switch (effect) {
      case Effect.Given given ->
          source.with(subject.path(), given.json(), origin(), ChangeSettings.ENVIRONMENT);
      case Effect.Hidden _ -> source.without(subject.path());
      case Effect.Drained _, Effect.Cleared _ -> source;
    };
  }
}
