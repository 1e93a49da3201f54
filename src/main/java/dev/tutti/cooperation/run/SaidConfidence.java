package dev.tutti.cooperation.run;

import dev.tutti.cooperation.vote.StatedConfidence;
import java.util.Optional;
import java.util.regex.Pattern;

/** Line of an answer in which its model says how sure it is. */
final class SaidConfidence {
  private static final Pattern LINE =
      Pattern.compile(
          "(?im)^[\\h>*_#-]*+(?:confidence|置信度)[*_]*\\h*[:：][*_\\h]*"
              + "(?<number>\\d{1,3}(?:\\.\\d{1,6})?)\\h*(?<percent>[%％]?)[*_.。\\h]*$");

  private SaidConfidence() {}

  /** What the last such line says, if it can be meant. */
  static Optional<StatedConfidence> of(String text) {
    return LINE.matcher(text)
        .results()
        .reduce((_, last) -> last)
        .map(
            line ->
                Double.parseDouble(line.group("number"))
                    / (line.group("percent").isEmpty() ? 1 : 100))
        .filter(value -> value >= 0 && value <= 1)
        .map(StatedConfidence::new);
  }

  /** A text without such lines. */
  static String without(String text) {
    return LINE.matcher(text).replaceAll("").stripTrailing();
  }
}
