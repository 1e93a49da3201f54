package dev.tutti.cache.semantic;

import dev.tutti.text.WordLists;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Vocabulary and rules of Chinese for {@link Wording}. */
final class Chinese {
  private static final WordLists LISTS = WordLists.beside(Chinese.class, "chinese.txt");

  private static final String NUMERALS = "零〇一二两三四五六七八九十百千万亿";

  /** Words that look like a number, a negation or a direction and are none. */
  private static final Pattern HARMLESS = LISTS.pattern("harmless");

  private static final Pattern A_NOT_A = Pattern.compile("(\\p{IsHan})不\\1");
  private static final Pattern NEGATION = LISTS.pattern("negation");
  private static final Pattern NUMERAL = Pattern.compile("[" + NUMERALS + "]+");

  /** Other words for the same, the first one of each line stands for all. */
  private static final List<Map.Entry<Pattern, String>> SAME =
      LISTS.lines("same").stream().map(Chinese::same).toList();

  private static final Pattern UNIT = LISTS.pattern("unit");

  /** Two sides each, separated by a bar. */
  private static final List<Side> DIRECTIONS =
      LISTS.lines("directions").stream().map(Chinese::side).toList();

  /** Names: what stands before these. */
  private static final Pattern ENTITY = LISTS.pattern("entity");

  private static final Pattern QUESTION = Pattern.compile("何时|何故|哪|谁");
  private static final Pattern PERSON = Pattern.compile("[我你您他她它]们?");
  private static final Pattern THIRD_PERSON = Pattern.compile("(?<!其)[他她它]");

  private static final Pattern ORDERED = LISTS.pattern("ordered");

  private static final Set<String> FUNCTION_CHARACTERS =
      Set.of(String.join("", LISTS.lines("function-characters")).split(""));

  private record Side(Pattern pattern, String name) {}

  private Chinese() {}

  private static Map.Entry<Pattern, String> same(String line) {
    int middle = line.indexOf('=');
    return Map.entry(Pattern.compile(line.substring(middle + 1)), line.substring(0, middle));
  }

  private static Side side(String line) {
    int middle = line.indexOf(' ');
    var one = line.substring(0, middle);
    return new Side(Pattern.compile("(" + one + ")|(" + line.substring(middle + 1) + ")"), one);
  }

  static boolean is(String token) {
    return Character.UnicodeScript.of(token.codePointAt(0)) == Character.UnicodeScript.HAN;
  }

  /** The text with numbers in digits, one word for the same, and without what means nothing. */
  static String normalize(String text) {
    if (text.codePoints()
        .noneMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN)) {
      return text;
    }
    var normal = A_NOT_A.matcher(text).replaceAll("$1");
    for (var each : SAME) {
      normal = each.getKey().matcher(normal).replaceAll(each.getValue());
    }
    normal = HARMLESS.matcher(normal).replaceAll("");
    return NUMERAL.matcher(normal).replaceAll(found -> digits(found.group()));
  }

  /** The value of a Chinese number; digit by digit when it is written so, as in 二〇二四. */
  private static String digits(String numeral) {
    boolean positional = numeral.chars().anyMatch(c -> "十百千万亿".indexOf(c) >= 0);
    if (!positional) {
      return numeral
          .chars()
          .mapToObj(c -> Integer.toString(digit(c)))
          .collect(Collectors.joining());
    }
    long whole = 0;
    long section = 0;
    long digit = 0;
    for (int i = 0; i < numeral.length(); i++) {
      char c = numeral.charAt(i);
      long scale = scale(c);
      if (scale == 1) {
        digit = digit(c);
      } else if (scale < 10_000) {
        section += Math.max(1, digit) * scale;
        digit = 0;
      } else {
        whole = (whole + Math.max(1, section + digit)) * scale;
        section = 0;
        digit = 0;
      }
    }
    return Long.toString(whole + section + digit);
  }

  private static int digit(int c) {
    return switch (c) {
      case '零', '〇' -> 0;
      case '两' -> 2;
      default -> "一二三四五六七八九".indexOf(c) + 1;
    };
  }

  private static long scale(char c) {
    return switch (c) {
      case '十' -> 10;
      case '百' -> 100;
      case '千' -> 1_000;
      case '万' -> 10_000;
      case '亿' -> 100_000_000;
      default -> 1;
    };
  }

  static int negations(String text) {
    return (int) NEGATION.matcher(text).results().count();
  }

  static List<String> units(String text) {
    return UNIT.matcher(text).results().map(MatchResult::group).toList();
  }

  /** The text without what {@link #units} has found. */
  static String withoutUnits(String text) {
    return UNIT.matcher(text).replaceAll(" ");
  }

  /** Objects of questions, where that is more than what or how. */
  static List<String> questions(String text) {
    return QUESTION.matcher(text).results().map(MatchResult::group).toList();
  }

  /** Persons that are spoken of, where that is more than the two who speak. */
  static List<String> persons(String text) {
    return THIRD_PERSON.matcher(text).find()
        ? PERSON.matcher(text).results().map(MatchResult::group).toList()
        : List.of();
  }

  static List<String> entities(String text) {
    return ENTITY.matcher(text).results().map(MatchResult::group).sorted().toList();
  }

  static List<String> directions(String text) {
    var found = new ArrayList<String>();
    for (var each : DIRECTIONS) {
      each.pattern
          .matcher(text)
          .results()
          .forEach(match -> found.add(each.name + (match.group(1) != null ? '+' : '-')));
    }
    return found;
  }

  static boolean isOrdered(String text) {
    return ORDERED.matcher(text).find();
  }

  static boolean carriesContent(String character) {
    return !FUNCTION_CHARACTERS.contains(character);
  }
}
