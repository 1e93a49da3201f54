package dev.tutti.cooperation.answer;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Code as an answer, by its text: the last fenced block, else the whole; without blanks at the ends
 * of lines and without empty lines. It is never executed.
 */
final class CodeReader {
  private static final Pattern FENCE = Pattern.compile("```[^\\n`]*\\n(.*?)```", Pattern.DOTALL);

  private CodeReader() {}

  /**
   * Canonical form; empty where there is no code.
   *
   * @param said text of a model without its reasoning
   */
  static Optional<String> read(String said) {
    var fence = FENCE.matcher(said);
    var code = said;
    while (fence.find()) {
      code = fence.group(1);
    }
    var lines =
        code.lines()
            .map(String::stripTrailing)
            .filter(line -> !line.isEmpty())
            .collect(Collectors.joining("\n"));
    return Optional.of(lines.stripIndent()).filter(each -> !each.isBlank());
  }

  /** Whether a text has a fenced block. */
  static boolean isFenced(String said) {
    return FENCE.matcher(said).find();
  }
}
