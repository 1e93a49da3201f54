package dev.tutti.application.support;

import dev.tutti.document.block.ParsedDocument;
import dev.tutti.document.verify.ClaimVerifier;
import java.math.BigDecimal;
import java.math.RoundingMode;
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
 * or given, as they may be rounded, with their unit or as a percentage.
 */
final class FactSheet {
  private static final int MOST = 4_000;
  private static final int MOST_DIGITS = 4;

  /** Figures that are said as percentages. */
  private static final Set<String> RATES =
      Set.of(
          "irr",
          "irr_roots",
          "mirr",
          "roi",
          "expected_roi",
          "discount_rate",
          "crossover_rate",
          "p_npv_negative",
          "p_best",
          "p_loss",
          "probability",
          "confidence_score",
          "wanted",
          "rank_stability",
          "completeness",
          "weight",
          "growth",
          "margin");

  /** Details of which there are so many that any number would be among them. */
  private static final Set<String> SKIPPED =
      Set.of(
          "sensitivity",
          "tornado",
          "stability",
          "topsis",
          "topsis_minmax",
          "draws",
          "standard_error_of_mean",
          "sd",
          "smallest_flip",
          "what_would_decide",
          "seed",
          "sentences",
          "start",
          "sentence",
          "samples",
          "monte_carlo_model",
          "checks",
          "unsupported");

  /** Members whose members are names of options. */
  private static final Set<String> BY_OPTION =
      Set.of("option_analysis", "options", "monte_carlo", "weighted_sum", "judgements");

  private final String text;
  private final String unit;
  private final List<JsonNode> figures;
  private final OptionNames options;
  private final ClaimVerifier all;
  private final Map<String, ClaimVerifier> own = new HashMap<>();
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
    this.figures = List.copyOf(figures);
    this.options = new OptionNames(List.copyOf(options));
    this.all = verifier(Set.of());
  }

  /** Verifier of numbers but those that are of some options alone. */
  private ClaimVerifier verifier(Set<String> without) {
    Facts facts = new Facts(new StringBuilder(text).append('\n'), unit, without);
    figures.forEach(each -> facts.add("", each));
    return new ClaimVerifier(
        new ParsedDocument(
            facts.written.toString(), List.of(), List.of(), List.of(), List.of(), List.of()));
  }

  /** Numbers of figures as they are written down. For one thread. */
  private static final class Facts {
    private final StringBuilder written;
    private final String unit;
    private final Set<String> without;
    private int left = MOST;

    Facts(StringBuilder written, String unit, Set<String> without) {
      this.written = written;
      this.unit = unit;
      this.without = without;
    }

    void add(String name, JsonNode node) {
      if (node.isNumber() && left-- > 0) {
        number(name, new BigDecimal(node.asString()).abs());
      } else if (node.isString()) {
        written.append(node.asString()).append('\n');
      } else if (node.isObject() && !isOther(node)) {
        for (String member : node.propertyNames()) {
          boolean other = BY_OPTION.contains(name) && without.contains(member);
          if (!SKIPPED.contains(member) && !other) {
            add(RATES.contains(name) ? name : member, node.path(member));
          }
        }
      } else if (node.isArray()) {
        node.forEach(each -> add(name, each));
      }
    }

    /** Whether an item says that it is of an option that is left out. */
    private boolean isOther(JsonNode node) {
      return without.contains(node.path("option").asString(""))
          || without.contains(node.path("name").asString(""));
    }

    private void number(String name, BigDecimal value) {
      boolean rate = RATES.contains(name) || name.startsWith("share");
      for (int digits = 0; digits <= MOST_DIGITS; digits++) {
        write(rate ? value.movePointRight(2) : value, digits, rate ? "%" : unit);
      }
      if (name.startsWith("payback")) {
        write(value, 1, "年");
        write(value, 2, " years");
      }
    }

    private void write(BigDecimal value, int digits, String unit) {
      String plain = value.setScale(digits, RoundingMode.HALF_UP).toPlainString();
      written.append(plain).append('\n').append(plain).append(unit).append('\n');
    }
  }

  /** Whether a text has only numbers that are known; one that has others is counted. */
  boolean holds(String said) {
    return counted(verifier(said, null).strays(said).isEmpty());
  }

  /**
   * The same of what is said about an option, which the numbers of others alone do not bear out.
   */
  boolean holds(String option, String said) {
    return counted(verifier(said, option).strays(said).isEmpty());
  }

  private boolean counted(boolean holds) {
    strays += holds ? 0 : 1;
    return holds;
  }

  /**
   * Verifier of a sentence: where it is about one option and tells of no other, numbers that are of
   * other options alone are none of its own.
   */
  private ClaimVerifier verifier(String said, @Nullable String about) {
    String option = about == null ? options.only(said) : about;
    if (option == null || options.tellsOfOthers(said, option)) {
      return all;
    }
    return own.computeIfAbsent(option, each -> verifier(options.but(each)));
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
