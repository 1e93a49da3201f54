package dev.tutti.application.insight.reading;

import dev.tutti.application.insight.series.DataSeries;
import dev.tutti.application.insight.series.ReadValue;
import dev.tutti.application.insight.series.SeriesPeriod;
import dev.tutti.application.insight.series.SeriesUnit;
import dev.tutti.document.number.NumberGrammar;
import dev.tutti.document.number.NumberKind;
import dev.tutti.document.number.NumberMention;
import dev.tutti.document.number.NumberUnit;
import dev.tutti.document.number.NumberValue;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Numbers in prose as series. Each number belongs to the period before it in its sentence, or, as
 * in English, to the one after it; 分别 spreads several numbers over a range. Numbers whose sentence
 * names no period are no data, nor are changes.
 */
final class ProseReader {
  private static final Pattern SENTENCE = Pattern.compile("[。；;！？!?\\n]|\\.(?=\\s|$)");
  private static final Pattern EACH = Pattern.compile("(?i)分别|依次|\\brespectively\\b");

  /** Words between a number and the period that it is of: 100 in Q1, to 120 in the second one. */
  private static final Pattern IN = Pattern.compile(" (?:in|for|during) (?:the )?");

  private static final int LONGEST_IN = 12;
  private static final int LONGEST = 1 << 20;

  /** Longer ones are read in pieces, as each number is held against each period of its sentence. */
  private static final int LONGEST_SENTENCE = 4_000;

  private static final int MOST_MEASURES = 200;
  private final String text;
  private final ReadingNotes notes;
  private final Map<MeasureKey, List<ReadValue>> values = new LinkedHashMap<>();
  private final Map<MeasureKey, SeriesUnit> units = new LinkedHashMap<>();
  private int year;

  /**
   * Kind of number in a text.
   *
   * @param name what is measured
   * @param unit base unit or kind of the number
   */
  private record MeasureKey(String name, String unit) {}

  /** Sentence with its periods and numbers, places counted from the beginning of the text. */
  private record Sentence(
      int start, String text, List<PeriodText> periods, List<NumberMention> numbers) {}

  ProseReader(String text, ReadingNotes notes) {
    this.text = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    this.notes = notes;
    if (text.length() > LONGEST) {
      notes.warn("cut", "text", "only the first %d characters were read".formatted(LONGEST));
    }
  }

  List<DataSeries> read() {
    List<NumberMention> numbers = NumberGrammar.read(text);
    int from = 0;
    int next = 0;
    var ends = SENTENCE.matcher(text);
    int end = 0;
    while (from < text.length()) {
      if (from >= end) {
        end = ends.find() ? ends.end() : text.length();
      }
      int to = piece(from, end);
      List<NumberMention> own = new ArrayList<>();
      while (next < numbers.size() && numbers.get(next).start() < to) {
        own.add(numbers.get(next++));
      }
      String sentence = text.substring(from, to);
      var periods = PeriodTexts.find(sentence).stream().map(ProseReader::wholeYear).toList();
      sentence(new Sentence(from, sentence, periods, own));
      from = to;
    }
    List<DataSeries> series = new ArrayList<>();
    values.forEach(
        (key, read) -> {
          List<ReadValue> all = HalfYears.orOthers(read);
          if (all.size() > 1) {
            series.add(series(key, all));
          }
        });
    return series;
  }

  /** End of a sentence, or of so much of it as is read at once. */
  private int piece(int from, int end) {
    int most = from + LONGEST_SENTENCE;
    if (end <= most) {
      return end;
    }
    int comma = Math.max(text.lastIndexOf('，', most - 1), text.lastIndexOf(", ", most - 1)) + 1;
    return comma > from ? comma : most;
  }

  /** A year where 2024年全年 is written, which runs from its beginning and to its end. */
  private static PeriodText wholeYear(PeriodText period) {
    return period.cumulative() && period.kind() == PeriodText.Kind.QUARTER && period.number() == 4
        ? PeriodText.of(PeriodText.Kind.YEAR, period.year(), 0, period.start(), period.end())
        : period;
  }

  private void sentence(Sentence sentence) {
    List<PeriodText> periods =
        sentence.periods().stream()
            .filter(each -> each.kind() != PeriodText.Kind.YEAR || years(sentence))
            .toList();
    for (PeriodText each : sentence.periods()) {
      year = each.year() == 0 ? year : each.year();
    }
    if (periods.isEmpty()) {
      return;
    }
    List<NumberMention> numbers =
        sentence.numbers().stream()
            .filter(
                each -> data(each) && periods.stream().noneMatch(p -> overlaps(sentence, p, each)))
            .toList();
    PeriodText listed = periods.getFirst();
    if (listed.until() > listed.number()
        && numbers.size() >= listed.until() - listed.number() + 1) {
      spread(sentence, listed, numbers);
      return;
    }
    if (enumerated(sentence, periods, numbers)) {
      return;
    }
    boolean after =
        !numbers.isEmpty() && numbers.getFirst().start() < sentence.start() + listed.start();
    for (int i = 0; i < numbers.size(); i++) {
      NumberMention number = numbers.get(i);
      PeriodText period = owner(sentence, periods, number, after);
      if (period != null && !period.cumulative()) {
        add(sentence, period.in(yearOf(sentence, period)), number, period);
      }
    }
  }

  /** Whether years are the finest periods of a sentence. */
  private static boolean years(Sentence sentence) {
    return sentence.periods().stream()
        .allMatch(
            each ->
                each.kind() == PeriodText.Kind.YEAR
                    || each.kind() == PeriodText.Kind.HALF
                    || each.cumulative());
  }

  private static boolean data(NumberMention number) {
    boolean level =
        !number.sense().change()
            && number.kind() != NumberKind.MULTIPLE
            && number.kind() != NumberKind.POINTS;
    return number.exact() && level;
  }

  private static boolean overlaps(Sentence sentence, PeriodText period, NumberMention number) {
    int start = sentence.start() + period.start();
    return number.start() < sentence.start() + period.end() && number.end() > start;
  }

  private int yearOf(Sentence sentence, PeriodText period) {
    int own = 0;
    for (PeriodText each : sentence.periods()) {
      if (each.start() <= period.start() && each.year() != 0) {
        own = each.year();
      }
    }
    return own == 0 ? year : own;
  }

  private static @Nullable PeriodText owner(
      Sentence sentence, List<PeriodText> periods, NumberMention number, boolean after) {
    PeriodText best = null;
    int at = number.start() - sentence.start();
    int end = number.end() - sentence.start();
    for (PeriodText each : periods) {
      if (each.start() > end
          && each.start() - end <= LONGEST_IN
          && IN.matcher(sentence.text()).region(end, each.start()).matches()) {
        return each;
      }
      if (!after && each.end() <= at) {
        best = each;
      } else if (after && best == null && each.start() >= at) {
        best = each;
      }
    }
    return best;
  }

  /**
   * Whether periods are listed and as many numbers: 1月、2月分别为85万元和92万元, or 85 and 92 in January and
   * February, respectively. Then they are added.
   */
  private boolean enumerated(
      Sentence sentence, List<PeriodText> periods, List<NumberMention> numbers) {
    var each = EACH.matcher(sentence.text());
    if (periods.size() < 2 || !each.find()) {
      return false;
    }
    if (sentence.text().charAt(each.start()) < 0x2e80) {
      return numbers.size() == periods.size() && zipped(sentence, periods, numbers);
    }
    int first = each.start();
    List<PeriodText> listed = periods.stream().filter(p -> p.end() <= first).toList();
    boolean added = false;
    int from = first;
    while (from >= 0 && listed.size() > 1) {
      int next = each.find() ? each.start() : -1;
      int begin = sentence.start() + from;
      int end = next < 0 ? Integer.MAX_VALUE : sentence.start() + next;
      List<NumberMention> own =
          numbers.stream().filter(n -> n.start() >= begin && n.start() < end).toList();
      added |= own.size() >= listed.size() && zipped(sentence, listed, own);
      from = next;
    }
    return added;
  }

  private boolean zipped(Sentence sentence, List<PeriodText> periods, List<NumberMention> numbers) {
    NumberMention last = numbers.get(periods.size() - 1);
    for (int i = 0; i < periods.size(); i++) {
      PeriodText period = periods.get(i);
      if (!period.cumulative()) {
        add(sentence, period.in(yearOf(sentence, period)), unified(numbers.get(i), last), period);
      }
    }
    return true;
  }

  private static NumberMention unified(NumberMention number, NumberMention last) {
    boolean scaled = last.unit().scale().compareTo(BigDecimal.ONE) > 0;
    boolean bare = number.unit().name() == null && (last.unit().name() != null || scaled);
    return bare ? withUnit(number, last) : number;
  }

  private void spread(Sentence sentence, PeriodText listed, List<NumberMention> numbers) {
    int own = yearOf(sentence, listed);
    int count = listed.until() - listed.number() + 1;
    NumberMention unit = numbers.get(count - 1);
    for (int i = 0; i < count; i++) {
      NumberMention read = unified(numbers.get(i), unit);
      add(sentence, listed.in(own, listed.number() + i), read, listed);
    }
  }

  /** Number of a list whose unit stands at its end: 305万、345万和243万元, or 3、4和5万元. */
  private static NumberMention withUnit(NumberMention number, NumberMention last) {
    boolean plain = number.unit().scale().compareTo(BigDecimal.ONE) == 0;
    var value = number.value();
    if (value == null || !plain || last.unit().scale().compareTo(BigDecimal.ONE) == 0) {
      return new NumberMention(
          number.start(),
          number.end(),
          number.kind(),
          value,
          new NumberUnit(last.unit().name(), last.unit().currency(), number.unit().scale()),
          number.sense());
    }
    BigDecimal scale = last.unit().scale();
    var scaled =
        new NumberValue(
            value.low().multiply(scale),
            value.high().multiply(scale),
            value.step().multiply(scale));
    return new NumberMention(
        number.start(), number.end(), number.kind(), scaled, last.unit(), number.sense());
  }

  private void add(Sentence sentence, SeriesPeriod period, NumberMention number, PeriodText owner) {
    String unit = number.kind() == NumberKind.PERCENT ? "%" : MeasureWords.unit(text, number);
    int from = owner.end();
    int to = Math.max(from, number.start() - sentence.start());
    String name = MeasureWords.named(sentence.text().substring(from, to));
    MeasureKey known = known(name, unit);
    if (known == null && units.size() >= MOST_MEASURES) {
      return;
    }
    MeasureKey key = known == null ? new MeasureKey(name(name, unit, number), unit) : known;
    SeriesUnit own = units.computeIfAbsent(key, _ -> unit(number, unit));
    BigDecimal base = number.amount();
    BigDecimal value = own.share() ? base : base.divide(own.scale(), MathContext.DECIMAL64);
    values
        .computeIfAbsent(key, _ -> new ArrayList<>())
        .add(new ReadValue(period, value, number.raw(text), null, number.start()));
  }

  private static SeriesUnit unit(NumberMention number, String unit) {
    SeriesUnit own = UnitWords.of(number);
    return own.name() == null && !unit.isEmpty()
        ? new SeriesUnit(unit, own.scale(), own.share())
        : own;
  }

  /** Measure that was met before: the named one, else the last one of the unit. */
  private @Nullable MeasureKey known(String name, String unit) {
    MeasureKey last = null;
    for (MeasureKey each : units.keySet()) {
      if (each.unit().equals(unit)) {
        if (name.isEmpty() || each.name().equals(name)) {
          last = each;
        }
      }
    }
    return last;
  }

  private String name(String named, String unit, NumberMention number) {
    return named.isEmpty() ? MeasureWords.around(text, number, unit) : named;
  }

  private DataSeries series(MeasureKey key, List<ReadValue> all) {
    SeriesUnit unit = units.getOrDefault(key, SeriesUnit.NONE);
    if (all.stream().map(each -> each.period().frequency()).distinct().count() > 1) {
      notes.warn(
          "mixed_periods",
          key.name(),
          key.name() + ": periods of several lengths; those of the first one are used");
    }
    return DataSeries.of(key.name(), unit, all);
  }
}
