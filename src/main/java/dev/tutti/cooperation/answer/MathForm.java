package dev.tutti.cooperation.answer;

import dev.tutti.cooperation.answer.number.Expressions;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Expressions, sets, intervals and lists in a form in which equal ones are equal: without blanks,
 * with one sign for each relation, members of a set and alternatives in an order of their own. What
 * has roots or π and no variable is computed; of everything else it is a form of writing alone.
 */
final class MathForm {
  private static final int LONGEST = 120;

  /** A text of signs, digits and single letters; longer words are those of functions and of or. */
  private static final Pattern MATH =
      Pattern.compile(
          "(?:[\\d\\s+*/^=<>≤≥≠±√π∞∪(){}\\[\\],.;:|!·×÷%°'_~-]"
              + "|(?<![a-z])(?:[a-z]{1,2}|log|sin|cos|tan)(?![a-z])|或){1,120}");

  private static final Pattern RELATION =
      Pattern.compile(
          "[+*^=<>≤≥≠±√π∞∪{}|]|[(\\[].*,.*[)\\]]|[a-z]\\s?\\(|\\d\\s?:\\s?\\d|_\\d|\\d\\s*(?:\\bor\\b|或)");
  private static final Pattern OR = Pattern.compile("\\s*(?:\\bor\\b|或)\\s*");
  private static final Pattern TIMES = Pattern.compile("(?<=[\\d)])\\s*[*·×]\\s*(?=[a-z√π(])");
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  /** Parts between relations, members and alternatives. */
  private static final Pattern PART = Pattern.compile("[^=<>≤≥≠±∪|,;{}\\[\\]]+");

  private static final Pattern IRRATIONAL = Pattern.compile("[√π]|(?<![a-z])pi(?![a-z])");
  private static final Pattern SUM = Pattern.compile(".[+-]");
  private static final Pattern PAIR =
      Pattern.compile("([(\\[])([^()\\[\\]]*,[^()\\[\\]]*)([)\\]])");

  private static final Pattern SET = Pattern.compile("\\{([^{}()\\[\\]]*)}");

  /** Marks between the members of a list, with the word before the last one. */
  private static final Pattern SEPARATOR =
      Pattern.compile("\\s*(?:,|、|;)\\s*(?:and\\s+|or\\s+|和|以及|及|与|或)?");

  private static final Pattern LAST = Pattern.compile("\\s+(?:and|&)\\s+|\\s*(?:和|以及|及|与)\\s*");

  private MathForm() {}

  /** Form of words in lower case; the words themselves where they are neither. */
  static String of(String words) {
    if (words.length() > LONGEST) {
      return words;
    }
    if (MATH.matcher(words).matches() && RELATION.matcher(words).find()) {
      return expression(words);
    }
    return words.indexOf(',') >= 0 || words.indexOf('、') >= 0 ? list(words) : words;
  }

  private static String expression(String words) {
    var text = words.replace(">=", "≥").replace("<=", "≤").replace("!=", "≠");
    text = OR.matcher(text).replaceAll("|");
    text = IRRATIONAL.matcher(text).find() ? computed(text) : text;
    text = TIMES.matcher(text).replaceAll("");
    text = BLANKS.matcher(text).replaceAll("").replace('×', '*').replace('·', '*');
    text = SET.matcher(text).replaceAll(set -> "{" + sorted(set.group(1), ",") + "}");
    return text.indexOf('|') > 0 ? sorted(text, "|") : text;
  }

  /** Expression whose parts are computed, where they can be; of a pair or an interval both ends. */
  private static String computed(String text) {
    var pair = PAIR.matcher(text);
    if (pair.matches()) {
      return pair.group(1) + computed(pair.group(2)) + pair.group(3);
    }
    return PART.matcher(text)
        .replaceAll(part -> Matcher.quoteReplacement(computed(text, part.start(), part.group())));
  }

  private static String computed(String text, int start, String part) {
    boolean ambiguous = start > 0 && text.charAt(start - 1) == '±' && SUM.matcher(part).find();
    return ambiguous || !IRRATIONAL.matcher(part).find()
        ? part
        : Expressions.of(part.strip()).map(Expressions.Value::canonical).orElse(part);
  }

  private static String sorted(String members, String separator) {
    return Arrays.stream(members.split(Pattern.quote(separator)))
        .sorted()
        .distinct()
        .collect(Collectors.joining(separator));
  }

  /** Members in their order, with one kind of mark between them. */
  private static String list(String words) {
    var members = SEPARATOR.split(words);
    int last = members.length - 1;
    var pair = LAST.split(members[last], 2);
    var text = String.join(", ", Arrays.asList(members).subList(0, last));
    return text + (text.isEmpty() ? "" : ", ") + String.join(", ", pair);
  }
}
