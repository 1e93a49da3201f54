package dev.tutti.document.verify;

import dev.tutti.document.block.DocumentBlock;
import dev.tutti.document.block.ParsedDocument;
import dev.tutti.document.number.DecimalComma;
import dev.tutti.document.number.NumberGrammar;
import dev.tutti.document.number.NumberKind;
import dev.tutti.document.number.NumberMention;
import dev.tutti.document.number.NumberSurroundings;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Finder of statements that cannot be true together, beyond their printed precision. */
public final class ContradictionFinder {
  private static final Pattern PRIOR =
      Pattern.compile(
          "(?is)(?:上年同期|去年同期|prior[- ]year|year earlier|previous year|last year|compared"
              + " with|from)[^。.]{0,12}$");
  private static final int NEAR_PRIOR = 40;

  /** Longest sentence that is looked at; what is longer is a list. */
  private static final int LONGEST = 1_000;

  private ContradictionFinder() {}

  /**
   * Two statements that differ.
   *
   * @param kind stated_vs_computed_change, sum_of_parts or text_vs_table
   * @param stated what is written
   * @param computed what follows from other numbers
   */
  public record FoundContradiction(
      String kind, String block, String stated, BigDecimal computed, String where) {}

  /** All that were found, in the document's order. */
  public static List<FoundContradiction> find(ParsedDocument document) {
    List<FoundContradiction> found = new ArrayList<>();
    NumberSurroundings around = DecimalComma.around(document.text());
    for (DocumentBlock block : document.blocks()) {
      if (!block.kind().equals("table") && !block.instruction()) {
        for (String sentence : block.text().split("(?<=[。！？\\n])|(?<=[.!?])\\s")) {
          if (sentence.length() <= LONGEST) {
            change(block, sentence, NumberGrammar.read(sentence, around), found);
          }
        }
      }
    }
    TableContradictions.add(document, found);
    return found;
  }

  private static void change(
      DocumentBlock block,
      String sentence,
      List<NumberMention> numbers,
      List<FoundContradiction> found) {
    NumberMention now = null;
    NumberMention change = null;
    for (NumberMention each : numbers) {
      if (!each.exact()) {
        continue;
      }
      if (each.kind() == NumberKind.PERCENT && each.sense().change()) {
        change = each;
      } else if (each.kind() == NumberKind.ABSOLUTE && now == null && !each.sense().change()) {
        now = each;
      } else if (each.kind() == NumberKind.ABSOLUTE
          && now != null
          && change != null
          && PRIOR.matcher(before(sentence, each)).find()) {
        compare(block, sentence, List.of(now, change, each), found);
      }
    }
  }

  private static String before(String sentence, NumberMention number) {
    return sentence.substring(Math.max(0, number.start() - NEAR_PRIOR), number.start());
  }

  private static void compare(
      DocumentBlock block,
      String sentence,
      List<NumberMention> of,
      List<FoundContradiction> found) {
    NumberMention now = of.get(0);
    NumberMention change = of.get(1);
    NumberMention prior = of.get(2);
    if (prior.amount().signum() <= 0 || now.value() == null || change.value() == null) {
      return;
    }
    BigDecimal rate =
        now.amount().divide(prior.amount(), MathContext.DECIMAL64).subtract(BigDecimal.ONE);
    BigDecimal slack =
        change
            .value()
            .step()
            .add(
                now.value()
                    .step()
                    .divide(prior.amount(), MathContext.DECIMAL64)
                    .multiply(BigDecimal.TWO));
    if (rate.subtract(change.amount()).abs().compareTo(slack) > 0) {
      found.add(
          new FoundContradiction(
              "stated_vs_computed_change",
              block.id(),
              change.raw(sentence),
              rate,
              sentence.strip()));
    }
  }
}
