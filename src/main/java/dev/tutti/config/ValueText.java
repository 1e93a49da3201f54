package dev.tutti.config;

import java.util.regex.Pattern;

/** Form of a value in a message, if it may be shown at all. */
final class ValueText {
  private static final int LONGEST = 60;
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");
  private static final Pattern URL_WITH_PASSWORD = Pattern.compile("(?s).*://[^/\\s]*@.*");

  private ValueText() {}

  static String of(YamlNode node, KeyPath path) {
    return switch (node) {
      case YamlNode.Mapping _ -> "a section";
      case YamlNode.Sequence _ -> "a list";
      case YamlNode.Scalar scalar -> scalar(scalar, path);
    };
  }

  private static String scalar(YamlNode.Scalar scalar, KeyPath path) {
    if (!scalar.variables().isEmpty()) {
      var names = String.join(" and ", scalar.variables());
      return scalar.isNothing() ? names + " is empty" : "the value of " + names;
    }
    if (scalar.isNothing()) {
      return "nothing";
    }
    if (path.secret() || URL_WITH_PASSWORD.matcher(scalar.text()).matches()) {
      return "a value that is not shown";
    }
    return "\"" + shortened(scalar.text()) + "\"";
  }

  /** One line that is not long. */
  static String shortened(String text) {
    return shortened(text, LONGEST);
  }

  /** One line of at most so many characters, and dots where it was cut. */
  static String shortened(String text, int most) {
    var line = CONTROL.matcher(text).replaceAll(" ");
    return line.length() > most ? line.substring(0, most) + "..." : line;
  }
}
