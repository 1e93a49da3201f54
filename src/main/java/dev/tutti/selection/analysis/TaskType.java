package dev.tutti.selection.analysis;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Kind of work that a prompt asks for. */
public enum TaskType {
  TRANSLATION("a translation"),
  CODE("code"),
  MATHS("a calculation or a proof"),
  REASONING("a puzzle or a conclusion"),
  CREATIVE_WRITING("a text of its own"),
  SUMMARISING("a summary"),
  EXTRACTION("something out of a given text"),
  CLASSIFICATION("a class or a label"),
  QUESTION_ANSWERING("the answer to a question"),
  CHAT("a conversation"),
  ANALYSIS("an analysis or a comparison"),
  DATA("figures out of data");

  /** Other names under which callers may know a type. */
  private static final Map<String, TaskType> SYNONYMS =
      Map.ofEntries(
          Map.entry("math", MATHS),
          Map.entry("mathematics", MATHS),
          Map.entry("coding", CODE),
          Map.entry("programming", CODE),
          Map.entry("creative", CREATIVE_WRITING),
          Map.entry("writing", CREATIVE_WRITING),
          Map.entry("summarisation", SUMMARISING),
          Map.entry("summarization", SUMMARISING),
          Map.entry("summarizing", SUMMARISING),
          Map.entry("summary", SUMMARISING),
          Map.entry("qa", QUESTION_ANSWERING),
          Map.entry("translate", TRANSLATION),
          Map.entry("data_analysis", DATA));

  private final String what;

  TaskType(String what) {
    this.what = what;
  }

  /** Its name in configuration, requests and answers, such as {@code creative_writing}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Its number in weights and in bytes that are kept: the order of the types never changes. */
  @SuppressWarnings("EnumOrdinal")
  public int index() {
    return ordinal();
  }

  /** Noun phrase of what it asks for, for reasons in words. */
  String what() {
    return what;
  }

  /** The type of a label; words may be separated by anything, and usual synonyms are known. */
  public static Optional<TaskType> of(String label) {
    var plain = label.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s-]+", "_");
    return Arrays.stream(values())
        .filter(each -> each.label().equals(plain))
        .findFirst()
        .or(() -> Optional.ofNullable(SYNONYMS.get(plain)));
  }

  /** All labels, in their order. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(TaskType::label).toList();
  }
}
