package dev.tutti.provider.simulated.schema;

import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;

/**
 * Sample of a text that a regular expression matches, by walking the expression once: of
 * alternatives the first, of repetitions the fewest that make the text long enough, of a class any
 * character. Looking around and back-references are beyond it.
 */
final class PatternSample {
  private static final int MOST_LETTERS = 10_000;
  private static final int MOST_STEPS = 20_000;
  private static final int MOST_DEPTH = 64;
  private static final int[] REPEATS = {
    0, 1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 64, 128, 256, 1_024, 4_096
  };

  private final String pattern;
  private final RandomGenerator random;
  private final int repeats;
  private int at;
  private int steps;
  private int depth;

  private PatternSample(String pattern, int repeats, RandomGenerator random) {
    this.pattern = pattern;
    this.repeats = repeats;
    this.random = random;
  }

  /**
   * A text of a length within the bounds, or nothing when the walk does not find one.
   *
   * @param steps is told how many were taken
   */
  static Optional<String> of(
      String pattern, int least, int most, RandomGenerator random, IntConsumer steps) {
    for (int repeats : REPEATS) {
      var walk = new PatternSample(pattern, repeats, random);
      try {
        var text = walk.alternatives();
        if (walk.at == pattern.length() && text.length() >= least && text.length() <= most) {
          return Optional.of(text);
        }
      } catch (Unsupported _) {
        return Optional.empty();
      } finally {
        steps.accept(walk.steps);
      }
    }
    return Optional.empty();
  }

  private String alternatives() {
    var first = sequence();
    while (peek('|')) {
      at++;
      sequence();
    }
    return first;
  }

  private String sequence() {
    var text = new StringBuilder();
    while (at < pattern.length() && !peek('|') && !peek(')')) {
      int from = at;
      var atom = atom();
      int count = quantifier();
      int after = at;
      for (int i = 0; i < count; i++) {
        text.append(i == 0 ? atom : again(from));
        check(text.length());
      }
      at = after;
    }
    return text.toString();
  }

  private String again(int from) {
    at = from;
    return atom();
  }

  private static void check(int length) {
    if (length > MOST_LETTERS) {
      throw new Unsupported();
    }
  }

  private void step() {
    if (++steps > MOST_STEPS) {
      throw new Unsupported();
    }
  }

  /** Just after the next such character. */
  private int after(char end) {
    int found = pattern.indexOf(end, at);
    if (found < 0) {
      throw new Unsupported();
    }
    return found + 1;
  }

  private String atom() {
    step();
    char c = pattern.charAt(at++);
    return switch (c) {
      case '^', '$' -> "";
      case '.' -> letter(Letters.any());
      case '[' -> letter(classOf());
      case '(' -> group();
      case '\\' -> escape();
      case '*', '+', '?', '{' -> throw new Unsupported();
      default -> String.valueOf(c);
    };
  }

  private String group() {
    if (pattern.startsWith("?:", at)) {
      at += 2;
    } else if (pattern.startsWith("?<", at) && !lookBehind()) {
      at = after('>');
    } else if (peek('?')) {
      throw new Unsupported();
    }
    if (++depth > MOST_DEPTH) {
      throw new Unsupported();
    }
    var text = alternatives();
    depth--;
    if (!peek(')')) {
      throw new Unsupported();
    }
    at++;
    return text;
  }

  private boolean lookBehind() {
    return pattern.startsWith("?<=", at) || pattern.startsWith("?<!", at);
  }

  private String escape() {
    if (at == pattern.length()) {
      throw new Unsupported();
    }
    char c = pattern.charAt(at);
    if (c == 'b' || c == 'A' || c == 'z' || c == 'Z') {
      at++;
      return "";
    }
    return "dwspDWSP".indexOf(c) >= 0 ? letter(named()) : Character.toString(literal());
  }

  /** A named class, after its backslash. */
  private Letters named() {
    char name = pattern.charAt(at++);
    if ((name == 'p' || name == 'P') && peek('{')) {
      at = after('}');
    }
    return Letters.named(name);
  }

  /** A letter that needs a backslash, after it. */
  private int literal() {
    char c = pattern.charAt(at++);
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'f' -> '\f';
      case 'u' -> hexadecimal(4);
      case 'x' -> hexadecimal(2);
      default -> {
        if (Character.isLetterOrDigit(c)) {
          throw new Unsupported();
        }
        yield c;
      }
    };
  }

  private int hexadecimal(int digits) {
    if (at + digits > pattern.length()) {
      throw new Unsupported();
    }
    at += digits;
    try {
      return Integer.parseInt(pattern.substring(at - digits, at), 16);
    } catch (NumberFormatException _) {
      throw new Unsupported();
    }
  }

  private Letters classOf() {
    boolean opposite = peek('^');
    at += opposite ? 1 : 0;
    var letters = new Letters();
    for (int first = at; at < pattern.length() && (!peek(']') || at == first); ) {
      step();
      if (peek('\\')
          && at + 1 < pattern.length()
          && "dwspDWSP".indexOf(pattern.charAt(at + 1)) >= 0) {
        at++;
        letters.add(named());
      } else {
        range(letters);
      }
    }
    if (!peek(']')) {
      throw new Unsupported();
    }
    at++;
    return opposite ? letters.opposite() : letters;
  }

  private void range(Letters letters) {
    int from = member();
    boolean ranged = peek('-') && at + 1 < pattern.length() && pattern.charAt(at + 1) != ']';
    if (ranged) {
      at++;
    }
    letters.range(from, ranged ? member() : from);
  }

  private int member() {
    if (peek('\\') && at + 1 < pattern.length()) {
      at++;
      return literal();
    }
    return pattern.charAt(at++);
  }

  /** The number of times that the atom before shall come. */
  private int quantifier() {
    if (at == pattern.length()) {
      return 1;
    }
    int count =
        switch (pattern.charAt(at)) {
          case '*' -> repeats;
          case '+' -> Math.max(1, repeats);
          case '?' -> Math.min(1, repeats);
          case '{' -> counted();
          default -> -1;
        };
    if (count < 0) {
      return 1;
    }
    at++;
    at += peek('?') || peek('+') ? 1 : 0;
    return count;
  }

  /** Ends on the closing brace. */
  private int counted() {
    int end = pattern.indexOf('}', at);
    var bounds = end < 0 ? new String[0] : pattern.substring(at + 1, end).split(",", -1);
    try {
      at = end;
      int least = Integer.parseInt(bounds[0]);
      boolean open = bounds.length > 1 && bounds[1].isEmpty();
      int most = open ? Integer.MAX_VALUE : Integer.parseInt(bounds[bounds.length - 1]);
      return Math.max(least, Math.min(most, repeats));
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException _) {
      throw new Unsupported();
    }
  }

  private String letter(Letters letters) {
    return letters.pick(random);
  }

  private boolean peek(char c) {
    return at < pattern.length() && pattern.charAt(at) == c;
  }

  /** An expression that this walk does not understand, or that would never end. */
  static final class Unsupported extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unsupported() {
      super("unsupported", null, false, false);
    }
  }
}
