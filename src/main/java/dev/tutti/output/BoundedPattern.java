package dev.tutti.output;

import com.networknt.schema.regex.RegularExpression;
import dev.tutti.chat.Fault;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A pattern of a schema, whose work is bounded. */
record BoundedPattern(Pattern pattern) implements RegularExpression {
  private static final int LONGEST = 1_000;

  private static final BoundedPattern ANYTHING = new BoundedPattern(Pattern.compile(""));

  /** The pattern; what is none is noted in the {@link MatchBudget}. */
  static BoundedPattern of(String text) {
    if (text.length() > LONGEST) {
      MatchBudget.current()
          .fail(MatchBudget.tooMuch("a pattern of %d characters".formatted(text.length())));
      return ANYTHING;
    }
    try {
      return new BoundedPattern(Pattern.compile(text));
    } catch (PatternSyntaxException e) {
      var found = "\"%s\" is no pattern: %s".formatted(text, e.getDescription());
      MatchBudget.current().fail(SchemaRules.refused(found, "a regular expression"));
      return ANYTHING;
    }
  }

  @Override
  public boolean matches(String text) {
    var budget = MatchBudget.current();
    if (budget.hasFailed()) {
      return true;
    }
    try {
      return pattern.matcher(budget.watched(text)).find();
    } catch (Fault e) {
      budget.fail(e);
    } catch (StackOverflowError _) { // the matcher calls itself for each turn of some loops
      budget.fail(MatchBudget.tooMuch("a pattern goes too deep into a text of " + text.length()));
    }
    return true;
  }
}
