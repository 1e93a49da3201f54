package dev.tutti.cache.semantic;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Literal content of a question, as far as simple rules see it. Vectors are nearly blind to the one
 * word that turns a question into another one, so two questions mean the same only if they agree in
 * all of this:
 *
 * <ul>
 *   <li>numbers, units and what stands in quotation marks, each in its order;
 *   <li>how often something is negated, directions such as more and less, before and after, and
 *       little words such as was, should, out and where;
 *   <li>whom it is about, where that is a third person;
 *   <li>names: words with a capital letter, and what stands before 市, 公司 and the like;
 *   <li>the words that carry the content, unless many of them differ: a few that differ are another
 *       subject, many are another way to say it, and that is what vectors are good at;
 *   <li>the order of these words, except that "in Java" may come first or last; where there is a
 *       relation, as in "from A to B", not even that.
 * </ul>
 *
 * <p>The rules know English and Chinese; they refuse too much rather than too little. Immutable.
 */
public final class Wording {
  private static final Pattern TOKEN =
      Pattern.compile("\\p{IsHan}|[\\p{IsLatin}][\\p{IsLatin}'-]*|\\d+(?:\\.\\d+)?|[$€£¥%+*/<>=]");
  private static final Pattern QUOTED =
      Pattern.compile("\"([^\"]+)\"|“([^”]+)”|「([^」]+)」|『([^』]+)』|《([^》]+)》|`([^`]+)`");

  /** A capital letter that stands for something, as in "Is A bigger than B?". */
  private static final Pattern LETTER = Pattern.compile("(?<=[\\p{L},] )([A-HJ-Z])\\b");

  private static final Pattern SENTENCE_START = Pattern.compile("^|[.!?]\\s+");

  /** The share of the content that may differ only if it is a different subject. */
  private static final double FEW = 0.25;

  private static final int FEW_WORDS = 2;

  private final int length;
  private final FixedParts fixed;
  private final Set<String> names;
  private final Set<String> words;
  private final List<String> content;
  private final boolean ordered;

  /** Parts that must be the same in both questions. */
  private record FixedParts(
      List<String> numbers,
      List<String> units,
      List<String> quoted,
      int negations,
      List<String> directions,
      List<String> turns,
      List<String> persons,
      List<String> entities) {}

  private Wording(String text) {
    this.length = text.length();
    var plain = Normalizer.normalize(text, Normalizer.Form.NFKC).replace('’', '\'');
    var lower =
        LETTER
            .matcher(plain)
            .replaceAll("letter-$1")
            .toLowerCase(Locale.ROOT)
            .replaceAll("(?<=\\d),(?=\\d{3})", "");
    var chinese = Chinese.normalize(lower);
    var tokens = tokens(Chinese.withoutUnits(chinese));
    this.words = Set.copyOf(tokens);
    this.names = names(plain);
    var found = new Collector();
    for (int i = 0; i < tokens.size(); i++) {
      found.take(tokens.get(i), i > 0 ? tokens.get(i - 1) : "");
    }
    this.fixed = firm(found, lower, chinese);
    this.content = List.copyOf(found.content);
    this.ordered =
        found.ordered
            || Chinese.isOrdered(chinese)
            || (!tokens.isEmpty() && English.asksYesOrNo(tokens.getFirst()));
  }

  private static FixedParts firm(Collector found, String lower, String chinese) {
    var directions = new ArrayList<>(found.directions);
    directions.addAll(Chinese.directions(chinese));
    Collections.sort(directions);
    var units = new ArrayList<>(found.units);
    units.addAll(Chinese.units(chinese));
    var turns = new ArrayList<>(found.turns);
    turns.addAll(Chinese.questions(chinese));
    Collections.sort(turns);
    var persons = new ArrayList<>(found.persons());
    persons.addAll(Chinese.persons(chinese));
    return new FixedParts(
        found.numbers,
        units,
        quoted(lower),
        found.negations + Chinese.negations(chinese),
        directions,
        turns,
        persons,
        Chinese.entities(chinese));
  }

  public static Wording of(String text) {
    return new Wording(text);
  }

  public int length() {
    return length;
  }

  private static List<String> tokens(String text) {
    return TOKEN.matcher(text).results().map(each -> each.group()).toList();
  }

  private static List<String> quoted(String text) {
    return QUOTED
        .matcher(text)
        .results()
        .map(each -> each.group().substring(1, each.group().length() - 1).strip())
        .toList();
  }

  /** Words with a capital letter; at the beginning of a sentence only unusual ones. */
  private static Set<String> names(String text) {
    var names = new HashSet<String>();
    for (var sentence : SENTENCE_START.splitAsStream(text).toList()) {
      boolean first = true;
      for (var word : sentence.split("[^\\p{L}'-]+")) {
        if (word.isEmpty()) {
          continue;
        }
        var lower = word.toLowerCase(Locale.ROOT);
        boolean latin = word.codePointAt(0) < 0x250;
        boolean capital = Character.isUpperCase(word.codePointAt(0));
        if (latin && capital && !English.isUsual(lower) && !(first && English.mayBegin(lower))) {
          names.add(English.stem(lower));
        }
        first = false;
      }
    }
    return names;
  }

  /** Whether the two may have the same answer. */
  public boolean agreesWith(Wording other) {
    return fixed.equals(other.fixed)
        && other.knows(names)
        && knows(other.names)
        && !differsInFew(other)
        && sameOrder(other);
  }

  private boolean knows(Set<String> others) {
    return others.stream()
        .allMatch(
            name ->
                content.contains(name)
                    || words.contains(name)
                    || words.contains(name + "s")
                    || words.contains(name + "'s"));
  }

  /** Whether some of the content differs, but so little that it must be meant. */
  private boolean differsInFew(Wording other) {
    double mine = weight(without(content, other.content));
    double others = weight(without(other.content, content));
    double most = Math.max(mine, others);
    double all = Math.max(weight(content), weight(other.content));
    return most > 0 && most <= Math.max(FEW_WORDS, FEW * all);
  }

  /** A Chinese word has about two characters. */
  private static double weight(List<String> words) {
    return words.stream().mapToDouble(word -> Chinese.is(word) ? 0.5 : 1).sum();
  }

  private static List<String> without(List<String> words, List<String> others) {
    var left = new HashMap<String, Integer>();
    others.forEach(word -> left.merge(word, 1, Integer::sum));
    var rest = new ArrayList<String>();
    for (var word : words) {
      if (left.merge(word, -1, Integer::sum) < 0) {
        rest.add(word);
      }
    }
    return rest;
  }

  /**
   * Whether the words that both have come in the same order. Where nothing says that it matters who
   * does what to whom, what stands at the end of the one may stand at the beginning of the other.
   */
  private boolean sameOrder(Wording other) {
    var mine = common(content, other.content);
    var others = common(other.content, content);
    if (mine.equals(others)) {
      return true;
    }
    var round = new ArrayList<>(mine);
    round.addAll(mine);
    return !ordered
        && !other.ordered
        && mine.stream().filter(names::contains).count() < 2
        && others.stream().filter(other.names::contains).count() < 2
        && Collections.indexOfSubList(round, others) >= 0;
  }

  private static List<String> common(List<String> words, List<String> others) {
    Map<String, Integer> left = new HashMap<>();
    others.forEach(word -> left.merge(word, 1, Integer::sum));
    return words.stream().filter(word -> left.merge(word, -1, Integer::sum) >= 0).toList();
  }

  /** Collector of a question's words by their sort. */
  private static final class Collector {
    private final List<String> numbers = new ArrayList<>();
    private final List<String> units = new ArrayList<>();
    private final List<String> directions = new ArrayList<>();
    private final List<String> content = new ArrayList<>();
    private final List<String> turns = new ArrayList<>();
    private final List<String> pronouns = new ArrayList<>();
    private int negations;
    private boolean ordered;

    void take(String token, String before) {
      boolean afterNumber = !before.isEmpty() && Character.isDigit(before.charAt(0));
      if (Character.isDigit(token.charAt(0))) {
        numbers.add(token);
      } else if (Chinese.is(token)) {
        if (Chinese.carriesContent(token)) {
          content.add(token);
        }
      } else {
        takeWord(token, afterNumber);
      }
    }

    /** Persons that are spoken of, where that is more than the two who speak. */
    List<String> persons() {
      return pronouns.stream().anyMatch(English::isThirdPerson) ? pronouns : List.of();
    }

    private void takeWord(String token, boolean afterNumber) {
      var number = English.number(token);
      var unit = English.unit(token, afterNumber);
      negations += English.isNegation(token) ? 1 : 0;
      ordered |= English.isRelation(token);
      if (English.isPronoun(token)) {
        pronouns.add(token);
      }
      var turn = English.turn(token);
      if (!turn.isEmpty()) {
        turns.add(turn);
      }
      if (!number.isEmpty()) {
        numbers.add(number);
      } else if (!unit.isEmpty()) {
        units.add(unit);
      } else {
        var direction = English.direction(token);
        if (!direction.isEmpty()) {
          directions.add(direction);
        } else if (English.carriesContent(token)) {
          content.add(English.stem(token));
        }
      }
    }
  }
}
