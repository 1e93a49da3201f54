package dev.tutti.cooperation.answer;

import dev.tutti.cooperation.answer.number.Quantity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Answers to one question, read as one type and grouped by their meaning. Immutable. */
public final class AnswerPanel {
  /** Longer forms are texts, which are compared by how alike they are. */
  private static final int LONGEST_WORDS = 120;

  private static final Comparator<AnswerGroup> LARGEST =
      Comparator.<AnswerGroup>comparingInt(each -> -each.answers().size())
          .thenComparing(AnswerGroup::canonical);

  private final AnswerType type;
  private final boolean prose;
  private final List<@Nullable Reading> readings;
  private final List<AnswerGroup> groups;

  private AnswerPanel(
      AnswerType type, boolean prose, List<@Nullable Reading> readings, List<AnswerGroup> groups) {
    this.type = type;
    this.prose = prose;
    this.readings = readings;
    this.groups = List.copyOf(groups);
  }

  /**
   * Reads the texts of models.
   *
   * @param texts all that each said; any number, in any order, which changes nothing but places
   */
  public static AnswerPanel of(AnswerQuestion question, List<String> texts) {
    var said = texts.stream().map(ModelText::of).toList();
    var type =
        question.type() == AnswerType.AUTO
            ? TypeDetection.of(question.text(), said)
            : question.type();
    if (type == AnswerType.PROSE) {
      return prose(said);
    }
    var readings = new ArrayList<@Nullable Reading>();
    for (var each : said) {
      boolean abstains = type.isSpoken() && each.saysNothing();
      readings.add(abstains ? null : each.read(type, question.text()).orElse(null));
    }
    return grouped(type, readings);
  }

  private static AnswerPanel prose(List<ModelText> said) {
    var words = said.stream().map(each -> each.saysNothing() ? "" : each.words()).toList();
    boolean isShort = words.stream().allMatch(each -> each.length() <= LONGEST_WORDS);
    var readings = new ArrayList<@Nullable Reading>();
    for (int i = 0; i < said.size(); i++) {
      var text = said.get(i).said();
      readings.add(
          words.get(i).isEmpty() ? null : new Reading(isShort ? words.get(i) : text, text));
    }
    return isShort ? grouped(AnswerType.PROSE, readings) : alike(readings);
  }

  private static AnswerPanel alike(List<@Nullable Reading> readings) {
    var texts = new ArrayList<String>();
    for (var each : readings) {
      texts.add(each == null ? "" : each.canonical());
    }
    var groups =
        ProseGroups.of(texts).stream()
            .map(
                group ->
                    new AnswerGroup(texts.get(group.getFirst()), group.stream().sorted().toList()))
            .sorted(LARGEST)
            .toList();
    return new AnswerPanel(AnswerType.PROSE, true, readings, groups);
  }

  private static AnswerPanel grouped(AnswerType type, List<@Nullable Reading> readings) {
    var places = new LinkedHashMap<String, List<Integer>>();
    for (int i = 0; i < readings.size(); i++) {
      var reading = readings.get(i);
      if (reading != null) {
        places.computeIfAbsent(meaning(reading, readings), _ -> new ArrayList<>()).add(i);
      }
    }
    var groups =
        places.entrySet().stream()
            .map(each -> new AnswerGroup(each.getKey(), each.getValue()))
            .sorted(LARGEST)
            .toList();
    return new AnswerPanel(type, false, readings, groups);
  }

  /**
   * Canonical form of an answer among others: a bare number means the one quantity that others
   * write with this number; where they write several, it stays alone.
   */
  private static String meaning(Reading reading, List<@Nullable Reading> readings) {
    var quantity = reading.quantity();
    if (quantity == null || !quantity.isBare()) {
      return reading.canonical();
    }
    var measured =
        quantities(readings)
            .filter(each -> !each.isBare() && each.means(quantity))
            .map(Quantity::canonical)
            .distinct()
            .toList();
    return measured.size() == 1 ? measured.getFirst() : reading.canonical();
  }

  private static Stream<Quantity> quantities(List<@Nullable Reading> readings) {
    var quantities = new ArrayList<Quantity>();
    for (var each : readings) {
      if (each != null && each.quantity() != null) {
        quantities.add(each.quantity());
      }
    }
    return quantities.stream();
  }

  /** Type that the answers were read as; never {@code AUTO}. */
  public AnswerType type() {
    return type;
  }

  /** Whether the answers are longer texts, of which those in the middle are the safest. */
  public boolean isProse() {
    return prose;
  }

  /** Groups, those with the most answers first. */
  public List<AnswerGroup> groups() {
    return groups;
  }

  /** Canonical form of an answer by its place; empty where nothing can be read. */
  public Optional<String> canonical(int place) {
    return group(place).map(AnswerGroup::canonical);
  }

  /** Group of an answer by its place; empty where nothing can be read. */
  public Optional<AnswerGroup> group(int place) {
    return groups.stream().filter(each -> each.answers().contains(place)).findFirst();
  }

  /** Whether two answers mean the same, whatever others there are. */
  public boolean isSame(int place, int other) {
    var left = readings.get(place);
    var right = readings.get(other);
    return left != null && right != null && left.means(right);
  }

  /**
   * The words of a text that its answer stands in, on one line; empty where nothing can be read.
   */
  public String quote(int place) {
    var reading = readings.get(place);
    return reading == null ? "" : ModelText.quote(reading.quote());
  }

  /**
   * Likeness of each answer of prose to all others, weighted.
   *
   * @param weights of the answers, by their places
   * @return by their places, 0 where nothing can be read
   */
  public double[] centrality(double[] weights) {
    var texts = new ArrayList<String>();
    for (var each : readings) {
      texts.add(each == null ? "" : each.canonical());
    }
    var vectors = ProseVectors.of(texts);
    return IntStream.range(0, texts.size())
        .mapToDouble(
            place ->
                IntStream.range(0, texts.size())
                    .mapToDouble(other -> weights[other] * vectors.similarity(place, other))
                    .sum())
        .toArray();
  }
}
