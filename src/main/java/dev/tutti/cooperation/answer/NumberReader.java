package dev.tutti.cooperation.answer;

import dev.tutti.cooperation.answer.number.Quantities;
import dev.tutti.cooperation.answer.number.Quantity;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers as answers: the one that a text says is its answer, or the last one that it has. */
final class NumberReader {
  private static final int MOST_SENTENCES = 3;
  private static final int MOST_WORDS = 4;

  private static final int MOST_CLAUSES = 8;
  private static final Pattern CLAUSE_END = Pattern.compile("[,;](?!\\d{3})");
  private static final Pattern LEADING =
      Pattern.compile(
          "(?i)(?:about|approximately|approx\\.?|around|roughly|exactly|only|just|a total of|it"
              + " is|it's|there are|大约|大概|约|共计|一共有?|总共|共有?|是|为|有|等于|≈|~|=|:|\\s){1,12}");
  private static final Pattern RANGE =
      Pattern.compile("\\s?(?:[-~〜到至]|to\\b|or\\b|或)\\s?[$¥€£]?\\d");
  private static final Pattern OPERATOR = Pattern.compile("\\s?(?:[+*/×÷=≈·^]|-\\s?\\d|\\s-\\s)");
  private static final Pattern BRACKETED = Pattern.compile("\\((\\d+)\\)");
  private static final Pattern MORE =
      Pattern.compile(
          "[√±∞]|^π$|\\d\\s?π|π\\s?/|\\\\?sqrt|\\\\pi\\b"
              + "|^[(\\[]\\s?-?[\\d./]+(?:\\s?,\\s|,(?!\\d{3}(?!\\d)))\\s?-?[\\d./]+");
  private static final Pattern ANOTHER = Pattern.compile("\\d");
  private static final Pattern BETWEEN =
      Pattern.compile(
          "(?i)\\bbetween\\s[$¥€£]?[\\d.,]{1,12}\\s?[a-z%]{0,8}\\sand\\s[$¥€£]?\\d|在\\s?\\d.{1,12}\\d.{0,4}之间");

  private NumberReader() {}

  /** Quantity and the words that it stands in. */
  record Answer(Quantity quantity, String quote) {}

  /** Answer of a text; null where none can be read. */
  static @Nullable Answer read(FinalAnswer text) {
    for (var piece : text.marked()) {
      var found = marked(piece);
      if (found != null) {
        return new Answer(found, piece);
      }
    }
    if (text.isShort()) {
      var found = alone(text.whole());
      if (found != null) {
        return new Answer(found, text.whole());
      }
    }
    for (var sentence : text.lastSentences(MOST_SENTENCES)) {
      var found = lastClause(sentence);
      if (found != null) {
        return new Answer(found, sentence);
      }
    }
    return null;
  }

  /** Whether a text is an expression with a root, π, or two signs, and nothing else. */
  static boolean isExpression(String words) {
    return isMore(words) && words.indexOf(',') < 0 && !MathForm.of(words).contains(" ");
  }

  /** Whether a text is more than one number: an expression with a root or π, a pair, a list. */
  private static boolean isMore(String text) {
    return MORE.matcher(text).find();
  }

  /** Answer of the last clause that has one. */
  private static @Nullable Quantity lastClause(String sentence) {
    if (isMore(sentence)) {
      return null;
    }
    var clauses = CLAUSE_END.split(sentence);
    for (int i = clauses.length - 1; i >= Math.max(0, clauses.length - MOST_CLAUSES); i--) {
      var found = last(clauses[i]);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** Quantity that a text is, with few words around it; null where it is more than that. */
  static @Nullable Quantity alone(String text) {
    var bare = FinalAnswer.bare(text);
    var found = isMore(bare) ? null : begin(bare);
    if (found == null) {
      return null;
    }
    var rest = bare.substring(found.end()).strip();
    boolean more = ANOTHER.matcher(rest).find() || OPERATOR.matcher(rest).lookingAt();
    return more || words(rest) > MOST_WORDS ? null : found.quantity();
  }

  /** Words of a rest: Latin ones, and two Chinese characters each. */
  private static int words(String rest) {
    if (rest.isEmpty()) {
      return 0;
    }
    long ideographs = rest.codePoints().filter(Character::isIdeographic).count();
    return rest.split("\\s+").length + (int) (ideographs / 2);
  }

  private static @Nullable Found begin(String bare) {
    var leading = LEADING.matcher(bare);
    int start = leading.lookingAt() ? leading.end() : 0;
    var found = Quantities.at(bare, start);
    return found == null ? null : new Found(found.quantity(), found.end());
  }

  private record Found(Quantity quantity, int end) {}

  /** Quantity of a piece that is said to be the answer. */
  private static @Nullable Quantity marked(String marked) {
    if (isMore(marked)) {
      return null;
    }
    var bracketed = BRACKETED.matcher(marked);
    var piece = bracketed.matches() ? bracketed.group(1) : marked;
    var first = begin(piece);
    if (first == null) {
      return last(piece);
    }
    var rest = piece.substring(first.end());
    if (RANGE.matcher(rest).lookingAt()) {
      return null;
    }
    return OPERATOR.matcher(rest).lookingAt() ? last(piece) : first.quantity();
  }

  /** What is behind the last sign of equality, else the last quantity of a text. */
  private static @Nullable Quantity last(String text) {
    if (BETWEEN.matcher(text).find()) {
      return null; // two numbers
    }
    int equals = Math.max(text.lastIndexOf('='), text.lastIndexOf('≈'));
    var behind = equals < 0 ? null : Quantities.next(text, equals + 1);
    if (behind != null) {
      return behind.quantity();
    }
    Quantities.Found last = null;
    boolean range = false; // whether the last one ends a range, and is no answer alone
    int from = 0;
    for (var next = Quantities.next(text, 0); next != null; next = Quantities.next(text, from)) {
      if (last == null || isDigits(text, next) || !isDigits(text, last)) {
        range = last != null && RANGE.matcher(text).region(last.end(), text.length()).lookingAt();
        last = next;
      }
      from = Math.max(next.end(), next.start() + 1);
    }
    return last == null || range ? null : accepted(text, last);
  }

  /** Whether a quantity is written with digits; words such as "one" and 一 say less. */
  private static boolean isDigits(String text, Quantities.Found found) {
    return ANOTHER.matcher(text.substring(found.start(), found.end())).find();
  }

  /** Quantity in words counts only where it is more than a word of the sentence. */
  private static @Nullable Quantity accepted(String text, Quantities.Found found) {
    boolean counts =
        isDigits(text, found)
            || !found.quantity().isBare()
            || found.end() == text.length()
            || found.end() - found.start() > 2;
    return counts ? found.quantity() : null;
  }
}
