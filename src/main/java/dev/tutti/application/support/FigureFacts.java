package dev.tutti.application.support;

import dev.tutti.document.block.ParsedDocument;
import dev.tutti.document.number.NumberMention;
import dev.tutti.document.verify.ClaimVerifier;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Numbers of figures as words may have them: rounded, with their unit or as a percentage, and those
 * of texts as they stand. For one thread while they are added.
 */
final class FigureFacts {
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
          "risk_ranks",
          "monte_carlo_model",
          "checks",
          "unsupported");

  /** Members whose members are names of options. */
  private static final Set<String> BY_OPTION =
      Set.of("option_analysis", "options", "monte_carlo", "weighted_sum", "judgements");

  private static final String FLOWS = "cash_flows";

  private final StringBuilder written = new StringBuilder();
  private final String unit;
  private final Set<String> without;
  private final @Nullable FigureName only;
  private final CalledFigures reader;
  private int left = MOST;
  private boolean there;
  private @Nullable ClaimVerifier verifier;

  /**
   * @param unit of amounts
   * @param without options whose figures are left out
   * @param only name of the only figures that count; null for all
   * @param reader of what texts call their numbers
   */
  FigureFacts(String unit, Set<String> without, @Nullable FigureName only, CalledFigures reader) {
    this.unit = unit;
    this.without = without;
    this.only = only;
    this.reader = reader;
  }

  void addText(String text) {
    written.append(text).append('\n');
  }

  void add(List<JsonNode> figures) {
    figures.forEach(each -> add("", only == null, each));
  }

  private void add(String name, boolean counts, JsonNode node) {
    if (node.isNumber()) {
      BigDecimal value = new BigDecimal(node.asString());
      if ((counts || isOutlay(name, value)) && left-- > 0) {
        number(name, value);
      }
    } else if (node.isString()) {
      addSaid(node.asString());
    } else if (node.isObject() && !isOther(node)) {
      object(name, counts, node);
    } else if (node.isArray()) {
      node.forEach(each -> add(name, counts, each));
    }
  }

  /** Words among figures count as they stand, or as far as they call a number by the only name. */
  private void addSaid(String said) {
    if (only == null) {
      addText(said);
    } else {
      reader.of(said, only).forEach(this::addText);
    }
  }

  private void object(String name, boolean counts, JsonNode node) {
    for (String member : node.propertyNames()) {
      boolean other = BY_OPTION.contains(name) && without.contains(member);
      if (!SKIPPED.contains(member) && !other) {
        boolean own = only != null && (only.covers(member) || isCriterion(name, member));
        there |= own || (only == FigureName.OUTLAY && member.equals(FLOWS));
        boolean goesOn = RATES.contains(name) || name.equals(FLOWS);
        add(goesOn ? name : member, counts || own, node.path(member));
      }
    }
  }

  /** Whether values of a criterion have the name, such as 净现值; names of options say nothing. */
  private boolean isCriterion(String name, String member) {
    return only != null && !BY_OPTION.contains(name) && only.isIn(member);
  }

  private boolean isOutlay(String name, BigDecimal value) {
    return only == FigureName.OUTLAY && name.equals(FLOWS) && value.signum() < 0;
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

  /** A loss may be said with its sign, or as a loss of so much. */
  private void write(BigDecimal value, int digits, String unit) {
    String plain = value.abs().setScale(digits, RoundingMode.HALF_UP).toPlainString();
    written.append(plain).append('\n').append(plain).append(unit).append('\n');
    if (value.signum() < 0) {
      written.append('-').append(plain).append("\n-").append(plain).append(unit).append('\n');
    }
  }

  /** Whether there are members of the only name, whatever their values. */
  boolean areThere() {
    return there;
  }

  /** Numbers of a text that are none of these. */
  List<String> strays(String said) {
    return verifier().strays(said);
  }

  boolean hold(NumberMention number) {
    return verifier().holds(number);
  }

  private ClaimVerifier verifier() {
    ClaimVerifier known = verifier;
    if (known == null) {
      known =
          new ClaimVerifier(
              new ParsedDocument(
                  written.toString(), List.of(), List.of(), List.of(), List.of(), List.of()));
      verifier = known;
    }
    return known;
  }
}
