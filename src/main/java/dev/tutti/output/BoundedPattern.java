package dev.tutti.output;

import com.networknt.schema.regex.RegularExpression;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A pattern of a schema, whose work is bounded. */
record BoundedPattern(Pattern pattern) implements RegularExpression {
  private static final int LONGEST = 1_000;

  static BoundedPattern of(String text) {
    if (text.length() > LONGEST) {
      throw Effort.tooMuch("a pattern of %d characters".formatted(text.length()));
    }
    try {
      return new BoundedPattern(Pattern.compile(text));
    } catch (PatternSyntaxException e) {
      throw SchemaRules.refused(
          "\"%s\" is no pattern: %s".formatted(text, e.getDescription()), "a regular expression");
    }
  }

  @Override
  public boolean matches(String text) {
    try {
      return pattern.matcher(Effort.watched(text)).find();
    } catch (StackOverflowError _) { // the matcher calls itself for each turn of some loops
      throw Effort.tooMuch("a pattern goes too deep into a text of " + text.length());
    }
  }
}
