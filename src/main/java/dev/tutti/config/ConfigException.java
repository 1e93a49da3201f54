package dev.tutti.config;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration that cannot be used, with everything that is wrong in it. */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient List<Problem> problems;

  /**
   * @param problems at least one
   */
  public ConfigException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** Exception for a mistake of ours, as whoever only wanted to change a setting sees it. */
  public static ConfigException unexpected(RuntimeException mistake) {
    var place = new Place.Whole("configuration");
    var exception =
        new ConfigException(
            List.of(new Problem(place, "", "could not be applied: " + mistake.getMessage())));
    exception.initCause(mistake);
    return exception;
  }

  /** Problems in the order of the file. The message holds the same, one line each. */
  public List<Problem> problems() {
    return problems;
  }
}
