package dev.tutti.application.support;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * Numbers that may stand in words about a decision: those of the text, and those that were computed
 * or given, as they may be rounded, with their unit or as a percentage; each of the option that the
 * words are about, and of the figure that they call it. For one thread.
 */
final class FactSheet {
  private final String text;
  private final String unit;
  private final List<JsonNode> figures;
  private final OptionNames options;
  private final CalledFigures reader;
  private final CalledFacts called;
  private final Map<Set<String>, FigureFacts> facts = new HashMap<>();
  private int strays;

  /**
   * @param text of the caller
   * @param unit of amounts
   * @param figures whose numbers are facts
   * @param options names of the options that they are of
   */
  FactSheet(String text, String unit, List<JsonNode> figures, Collection<String> options) {
    this.text = text;
    this.unit = unit;
    this.figures = figures.stream().<JsonNode>map(JsonNode::deepCopy).toList(); // they go on
    this.options = new OptionNames(List.copyOf(options));
    this.reader = new CalledFigures(options);
    this.called = new CalledFacts(text, unit, this.figures, reader);
  }

  /** Whether a text has only numbers that are known; one that has others is counted. */
  boolean holds(String said) {
    return counted(isBorneOut(said, null));
  }

  /**
   * The same of what is said about an option, which the numbers of others alone do not bear out.
   */
  boolean holds(String option, String said) {
    return counted(isBorneOut(said, option));
  }

  private boolean counted(boolean holds) {
    strays += holds ? 0 : 1;
    return holds;
  }

  private boolean isBorneOut(String said, @Nullable String about) {
    Set<String> without = others(said, about);
    return facts(without).strays(said).isEmpty() && called.hold(said, without);
  }

  /**
   * Options whose figures are none of a sentence: where it is about one option and tells of no
   * other, all others.
   */
  private Set<String> others(String said, @Nullable String about) {
    String option = about == null ? options.only(said) : about;
    return option == null || options.tellsOfOthers(said, option) ? Set.of() : options.but(option);
  }

  /** Numbers but those that are of some options alone. */
  private FigureFacts facts(Set<String> without) {
    return facts.computeIfAbsent(
        without,
        _ -> {
          var all = new FigureFacts(unit, without, null, reader);
          all.addText(text);
          all.add(figures);
          return all;
        });
  }

  /** Sentences of a text whose numbers are known; the others go to a list. */
  String kept(String text, ArrayNode unsupported) {
    StringBuilder kept = new StringBuilder();
    for (String sentence : text.split("(?<=[。！？!?\\n])|(?<=\\.)\\s+")) {
      if (holds(sentence)) {
        kept.append(sentence.matches("(?s).*\\.$") ? sentence + " " : sentence);
      } else {
        unsupported.addObject().put("kind", "prose").put("text", sentence.strip());
      }
    }
    return kept.toString().strip();
  }

  /** Texts that were refused. */
  int strays() {
    return strays;
  }
}
