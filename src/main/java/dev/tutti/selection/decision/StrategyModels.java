package dev.tutti.selection.decision;

import dev.tutti.config.Kind;
import dev.tutti.config.Section;
import dev.tutti.selection.analysis.RouteStrategy;
import java.util.Optional;

/**
 * Models of several models that strategies go to, by their names, such as {@code coop:checked}.
 *
 * @param cascade for what cheap models are asked first; empty where the default tier answers
 * @param cooperation for what several models work on; empty where the default tier answers
 */
public record StrategyModels(String cascade, String cooperation) {
  /** Nothing but single models. */
  public static final StrategyModels NONE = new StrategyModels("", "");

  static StrategyModels read(Section section, Kind<String> model) {
    return new StrategyModels(
        section.value("cascade", model).or(""), section.value("cooperation", model).or(""));
  }

  /** The model of a strategy, where it has one of its own. */
  Optional<String> of(RouteStrategy strategy) {
    return Optional.of(
            switch (strategy) {
              case CASCADE -> cascade;
              case COOPERATION -> cooperation;
              case LIGHT, DEFAULT, REASONING -> "";
            })
        .filter(name -> !name.isEmpty());
  }
}
