package dev.tutti.cooperation.answer.number;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reader of expressions that are computed: sums, products, quotients and whole powers of numbers,
 * square roots and π, such as {@code √12}, {@code (1+√5)/2} and {@code 12 × 3}. A factor without a
 * sign before it is multiplied from left to right as with one. What has a variable, a relation, or
 * nothing to be computed is none of them.
 */
public final class Expressions {
  private static final int LONGEST = 120;
  private static final int DEEPEST = 16;

  private static final Pattern COMPUTED =
      Pattern.compile("[√π]|(?<=[\\d)])\\s*[+*×·÷^]|\\)\\s*/|[/*×·÷]\\s*\\(|\\d\\s?pi\\b|\\bpi\\b");
  private static final Pattern NUMBER =
      Pattern.compile("(?:\\d{1,3}(?:,\\d{3})+(?![\\d,])|\\d{1,40})(?:\\.\\d{1,40})?");
  private static final Pattern PI = Pattern.compile("pi(?![A-Za-z])");
  private static final Pattern EXPONENT =
      Pattern.compile("\\^\\s*\\{?\\s*([+-]?\\d{1,2})\\s*}?(?!\\d)");

  private final String text;
  private int place;
  private int depth;

  private Expressions(String text) {
    this.text = text;
  }

  /**
   * Value of an expression.
   *
   * @param canonical form in which equal values are equal
   * @param quantity where the value is a fraction; null for one with roots or π
   */
  public record Value(String canonical, @Nullable Quantity quantity) {}

  /** Value of a text that is an expression, perhaps with a unit behind it, and nothing else. */
  public static Optional<Value> of(String text) {
    if (text.length() > LONGEST || !COMPUTED.matcher(text).find()) {
      return Optional.empty();
    }
    try {
      return new Expressions(text).whole();
    } catch (ArithmeticException _) {
      return Optional.empty(); // no expression, or one that is not computed
    }
  }

  private Optional<Value> whole() {
    var sum = sum();
    if (place == text.length()) {
      return Optional.of(value(sum, ""));
    }
    var found = UnitTable.at(text, place);
    return found == null || found.end() < text.length() || found.unit().offset().signum() != 0
        ? Optional.empty()
        : Optional.of(value(sum.times(RootSum.of(found.unit().factor())), found.unit().base()));
  }

  private static Value value(RootSum sum, String base) {
    if (sum.isRational()) {
      var quantity = new Quantity(sum.rational(), base, sum.rational());
      return new Value(quantity.canonical(), quantity);
    }
    return new Value(base.isEmpty() ? sum.toString() : sum + " " + base, null);
  }

  private RootSum sum() {
    if (++depth > DEEPEST) {
      throw new ArithmeticException("too deep");
    }
    boolean negative = take('-');
    if (!negative) {
      take('+');
    }
    var sum = negative ? product().negated() : product();
    while (true) {
      if (take('+')) {
        sum = sum.plus(product());
      } else if (take('-')) {
        sum = sum.plus(product().negated());
      } else {
        depth--;
        return sum;
      }
    }
  }

  private RootSum product() {
    var product = power();
    while (true) {
      if (take('*') || take('×') || take('·')) {
        product = product.times(power());
      } else if (take('/') || take('÷')) {
        product = product.over(power());
      } else if (place < text.length() && (isFactor() || text.startsWith("pi", place))) {
        product = product.times(power());
      } else {
        return product;
      }
    }
  }

  private boolean isFactor() {
    return "√π(".indexOf(text.charAt(place)) >= 0;
  }

  private RootSum power() {
    var base = base();
    var exponent = find(EXPONENT);
    return exponent == null ? base : base.power(Integer.parseInt(exponent.group(1)));
  }

  private RootSum base() {
    if (take('(')) {
      var inner = sum();
      if (!take(')')) {
        throw missing(")");
      }
      return inner;
    }
    if (take('√')) {
      return base().root();
    }
    if (take('π') || find(PI) != null) {
      return RootSum.PI;
    }
    var number = find(NUMBER);
    if (number == null) {
      throw missing("a number");
    }
    return RootSum.of(Rational.of(number.group().replace(",", "")));
  }

  private ArithmeticException missing(String expected) {
    return new ArithmeticException("place %d (expected: %s)".formatted(place, expected));
  }

  private @Nullable Matcher find(Pattern pattern) {
    var found = pattern.matcher(text).region(place, text.length()).useTransparentBounds(true);
    if (!found.lookingAt()) {
      return null;
    }
    place = found.end();
    skipBlanks();
    return found;
  }

  private boolean take(char sign) {
    if (place == text.length() || text.charAt(place) != sign) {
      return false;
    }
    place++;
    skipBlanks();
    return true;
  }

  private void skipBlanks() {
    while (place < text.length() && Character.isWhitespace(text.charAt(place))) {
      place++;
    }
  }
}
