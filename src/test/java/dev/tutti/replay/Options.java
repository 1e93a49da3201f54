package dev.tutti.replay;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/** The command line of {@code suites/replay/run}. */
final class Options {
  static final String USAGE =
      """
      usage: suites/replay/run FOLDER [--only provider] [--failures N] [--json FILE]
                               [--schema FILE] [--exceptions FILE] [--direct]

      FOLDER        recorded exchanges: FOLDER/<provider>/<id>.json
      --only        play one provider's folder
      --failures    show the first N failures (default 10)
      --json        write the report as JSON too
      --schema      OpenAI's API description (default: FOLDER/../specs/openai-subset.json
                    when it is there, else the small one of the tests)
      --exceptions  the list of exceptions (default: none)
      --direct      ask the recordings themselves: a check of the suite, without Tutti
      """;

  private Optional<Path> folder = Optional.empty();
  private Optional<String> only = Optional.empty();
  private int failures = 10;
  private Optional<Path> json = Optional.empty();
  private Optional<Path> schema = Optional.empty();
  private Optional<Path> exceptions = Optional.empty();
  private boolean direct;

  private Options() {}

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException for what is not an option, with the word that is wrong
   */
  static Options parse(List<String> words) {
    var options = new Options();
    var left = new ArrayDeque<>(words);
    while (!left.isEmpty()) {
      options.take(left.removeFirst(), left);
    }
    if (options.folder.isEmpty()) {
      throw new IllegalArgumentException("FOLDER is missing");
    }
    return options;
  }

  private void take(String word, ArrayDeque<String> left) {
    try {
      switch (word) {
        case "--only" -> only = Optional.of(left.removeFirst());
        case "--failures" -> failures = Integer.parseInt(left.removeFirst());
        case "--json" -> json = Optional.of(Path.of(left.removeFirst()));
        case "--schema" -> schema = Optional.of(Path.of(left.removeFirst()));
        case "--exceptions" -> exceptions = Optional.of(Path.of(left.removeFirst()));
        case "--direct" -> direct = true;
        default -> folder(word);
      }
    } catch (NoSuchElementException | NumberFormatException _) {
      throw new IllegalArgumentException(word + " needs a value");
    }
  }

  private void folder(String word) {
    if (word.startsWith("-") || folder.isPresent()) {
      throw new IllegalArgumentException(word + " is not an option");
    }
    folder = Optional.of(Path.of(word));
  }

  Path folder() {
    return folder.orElseThrow();
  }

  Optional<String> only() {
    return only;
  }

  int failures() {
    return failures;
  }

  Optional<Path> json() {
    return json;
  }

  /** OpenAI's API description, empty for the small one of the tests. */
  Optional<Path> schema() {
    var beside = folder().resolveSibling("specs").resolve("openai-subset.json");
    return schema.or(() -> Optional.of(beside).filter(Files::isRegularFile));
  }

  Optional<Path> exceptions() {
    return exceptions;
  }

  /** Whether the upstream is asked instead of Tutti. */
  boolean direct() {
    return direct;
  }
}
