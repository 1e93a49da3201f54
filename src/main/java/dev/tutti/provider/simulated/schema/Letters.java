package dev.tutti.provider.simulated.schema;

import java.util.BitSet;
import java.util.random.RandomGenerator;

/** The letters that an atom of a regular expression matches. Not thread-safe. */
final class Letters {
  private static final int FIRST_PRINTABLE = ' ';
  private static final int LAST_PRINTABLE = '~';

  private final BitSet set = new BitSet();

  /** The letters that a dot matches, as far as it can be printed. */
  static Letters any() {
    return new Letters().range(FIRST_PRINTABLE, LAST_PRINTABLE);
  }

  /**
   * The letters that {@code \d}, {@code \w}, {@code \s}, {@code \p} or one of their opposites
   * matches.
   */
  static Letters named(char name) {
    return switch (name) {
      case 'd' -> new Letters().range('0', '9');
      case 'w' -> new Letters().range('0', '9').range('A', 'Z').range('a', 'z').range('_', '_');
      case 's' -> new Letters().range(' ', ' ');
      case 'p' -> new Letters().range('a', 'z');
      case 'D', 'W', 'S', 'P' -> named(Character.toLowerCase(name)).opposite();
      default -> throw new PatternSample.Unsupported();
    };
  }

  Letters range(int from, int to) {
    if (from > to) {
      throw new PatternSample.Unsupported();
    }
    set.set(from, to + 1);
    return this;
  }

  Letters add(Letters more) {
    set.or(more.set);
    return this;
  }

  /** Everything printable that is not here. */
  Letters opposite() {
    var other = any();
    other.set.andNot(set);
    return other;
  }

  /** One of them, a letter or digit where there is one. */
  String pick(RandomGenerator random) {
    var nice = named('w');
    nice.set.clear('_');
    nice.set.and(set);
    var from = nice.set.isEmpty() ? set : nice.set;
    if (from.isEmpty()) {
      throw new PatternSample.Unsupported();
    }
    int first = from.nextSetBit(0);
    return Character.toString(from.nextSetBit(first + random.nextInt(from.length() - first)));
  }
}
