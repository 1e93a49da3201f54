package dev.tutti.application.decision.statement;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reader of what a text states of options and of all. An option is an item of a numbered list, or
 * named as 方案一 or Plan B are; sentences that name none go on about the last one of their line, and
 * marked lines below an item are about it. For one text.
 */
public final class StatementReader {
  private static final int LONGEST = 200_000;
  private static final int MOST_FACTS = 2_000;
  private static final Pattern ITEM =
      Pattern.compile(
          "^(?:\\d{1,2}[.、)）]|[（(][\\d一二三四五六七八九十]{1,2}[)）]|[A-Ha-h][.、)）]|[一二三四五六七八九十]{1,2}、)"
              + "\\s*([^：:。，,]{1,60})(?:[：:].*)?$");
  private static final Pattern MARKED = Pattern.compile("^[-*•·]\\s*.*");
  private static final Pattern NAMED =
      Pattern.compile(
          "(?:方案|选项|提案|项目)(?:[一二三四五六七八九十]{1,2}+(?![期次直般定旦年个月天周季十万亿千百])|[甲乙丙丁戊]|[A-Z](?![A-Za-z])|\\d{1,2}(?![\\d.万亿千百元%年个]))"
              + "|(?:(?<![一二三四五六七八九十])[甲乙丙丁戊A-F]|\\b[A-Z])\\s?(?:方案|项目)|\\b(?:Option|Plan|Alternative|Project|Proposal|Scenario)"
              + " (?:[A-Z]|\\d{1,2})\\b");
  private static final Pattern LEVEL =
      Pattern.compile(
          "(?i)(?:风险(?:级别|等级|水平)?|risk(?: level)?)\\s*[：:为是较]?\\s*(?:is\\s+)?"
              + "(中高|中低|中等|高|中|低|medium[- ]high|medium[- ]low|high|medium|low)"
              + "|(?<![降减])(?<!最)(中高|中低|中等|高|中|低)风险|\\b(high|medium|low)[- ]risk\\b");

  /** Longest part of a sentence that is read, and most numbers of it. */
  private static final int LONGEST_SENTENCE = 4_000;

  private static final int MOST_NUMBERS = 200;
  private static final int LONGEST_NAME = 100;

  private final Map<String, StatedOption> options = new LinkedHashMap<>();
  private final List<StatedFact> facts = new ArrayList<>();
  private final List<String> names;
  private @Nullable String item;
  private @Nullable String current;

  private StatementReader(List<String> names) {
    this.names = names;
  }

  /**
   * Statements of a text.
   *
   * @param names of options that are known
   */
  public static TextReading read(String text, List<String> names) {
    String read = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    StatementReader reader = new StatementReader(names);
    List<TextSentence> sentences = TextSentence.of(read);
    sentences.forEach(reader::sentence);
    return new TextReading(sentences, reader.facts, List.copyOf(reader.options.values()));
  }

  private void sentence(TextSentence whole) {
    TextSentence sentence = whole.upTo(LONGEST_SENTENCE);
    if (sentence.first()) {
      begin(sentence.text());
    }
    List<StatedNumber> numbers = StatedNumber.read(sentence.text());
    List<StatedNumber> chances = new ArrayList<>();
    List<StatedNumber> losses = new ArrayList<>();
    for (int i = 0; i < Math.min(MOST_NUMBERS, numbers.size()) && facts.size() < MOST_FACTS; i++) {
      StatedNumber number = numbers.get(i);
      int from = i == 0 ? 0 : numbers.get(i - 1).end();
      int to = i + 1 < numbers.size() ? numbers.get(i + 1).start() : sentence.text().length();
      String option = option(sentence.text(), number.start());
      StatementWords words = new StatementWords(sentence.text(), number, from, to);
      add(sentence, number, words, option);
      if (words.chance()) {
        chances.add(number);
      } else if (words.loss()) {
        losses.add(number);
      }
    }
    if (chances.size() == losses.size()) { // otherwise nobody can say which belong together
      losses(sentence.text(), chances, losses);
    }
    current = option(sentence.text(), sentence.text().length());
    Matcher level = LEVEL.matcher(sentence.text());
    if (current != null && level.find()) {
      IntStream.rangeClosed(1, level.groupCount())
          .mapToObj(level::group)
          .filter(Objects::nonNull)
          .forEach(options.computeIfAbsent(current, StatedOption::new)::level);
    }
  }

  private void losses(String sentence, List<StatedNumber> chances, List<StatedNumber> losses) {
    String said = sentence.substring(0, Math.min(LONGEST_NAME, sentence.length()));
    for (int i = 0; i < losses.size(); i++) {
      String option = option(sentence, losses.get(i).start());
      if (option != null && facts.size() < MOST_FACTS) {
        options
            .computeIfAbsent(option, StatedOption::new)
            .add(new StatedLoss(said, chances.get(i).low(), losses.get(i).low()));
      }
    }
  }

  private void begin(String line) {
    Matcher at = ITEM.matcher(line);
    if (at.matches()) {
      item = at.group(1).strip();
    } else if (!MARKED.matcher(line).matches()) {
      item = null;
    }
    current = item;
    if (item != null) {
      options.computeIfAbsent(item, StatedOption::new);
    }
  }

  /** Option that a place in a sentence is about. */
  private @Nullable String option(String sentence, int place) {
    String option = current;
    int last = -1;
    Matcher at = NAMED.matcher(sentence);
    while (at.find() && at.start() < place) {
      option = at.group();
      last = at.start();
    }
    for (String name : names) {
      int known = sentence.lastIndexOf(name, place);
      if (known > last) {
        option = name;
        last = known;
      }
    }
    if (option != null) {
      options.computeIfAbsent(option, StatedOption::new);
    }
    return option;
  }

  private void add(
      TextSentence sentence, StatedNumber number, StatementWords words, @Nullable String option) {
    StatementKind kind = words.kind(option != null);
    if (kind == null) {
      return;
    }
    int named = words.year();
    int year = kind == StatementKind.OUTLAY ? Math.max(0, named - 1) : named;
    StatedFact fact = new StatedFact(kind, option, number, sentence, year, words.roughly());
    facts.add(fact);
    if (option != null) {
      options.computeIfAbsent(option, StatedOption::new).add(fact);
    }
  }
}
