package dev.tutti.cooperation.answer;

import dev.tutti.chat.Json;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Processor time that the canonical form of an answer takes, for {@code bench/cooperation}; not a
 * test. Texts are those of the labelled pairs, alone and at the end of some reasoning, in panels of
 * five.
 */
final class CanonicalBench {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int ROUNDS = 200;
  private static final int WARM = 800;
  private static final int PANEL = 5;
  private static final double MOST_MICROSECONDS = 50;

  private static final String REASONING =
      """
      She has 16 eggs and eats 3, so 16 - 3 = 13 are left. She bakes with 4 of them, which leaves 13 - 4 = 9.
      Each egg is sold for $2, and there are 9 of them; the day before it was 12 for $1.50.
      """;

  private CanonicalBench() {}

  /** Prints one line of JSON; exits with 1 above the target. */
  public static void main(String[] arguments) {
    var figures = Json.object();
    boolean good = true;
    for (var type : AnswerType.values()) {
      var texts = texts(type);
      if (!texts.isEmpty()) {
        double micros = measured(new AnswerQuestion("How much is it?", type), texts);
        figures.put(type.word() + "_us", Math.round(micros * 10) / 10.0);
        good &= micros <= MOST_MICROSECONDS;
      }
    }
    System.out.println(Json.text(figures));
    System.err.println(String.format(Locale.ROOT, "target: %.0f us each", MOST_MICROSECONDS));
    System.exit(good ? 0 : 1);
  }

  private static List<String> texts(AnswerType type) {
    var texts = new ArrayList<String>();
    for (var pair : AnswerPair.all()) {
      if (pair.type() == type) {
        texts.add(pair.first());
        texts.add(REASONING + "The answer is " + pair.second() + ".");
      }
    }
    return texts;
  }

  /** Median of rounds, for one answer of a panel. */
  private static double measured(AnswerQuestion question, List<String> texts) {
    var panels = new ArrayList<List<String>>();
    for (int i = 0; i + PANEL <= texts.size(); i += PANEL) {
      panels.add(texts.subList(i, i + PANEL));
    }
    var rounds = new double[ROUNDS];
    long read = 0;
    for (int round = 0; round < ROUNDS + WARM; round++) {
      long start = THREADS.getCurrentThreadCpuTime();
      for (var panel : panels) {
        read += AnswerPanel.of(question, panel).groups().size();
      }
      if (round >= WARM) {
        rounds[round - WARM] =
            (THREADS.getCurrentThreadCpuTime() - start) / 1e3 / (panels.size() * PANEL);
      }
    }
    Arrays.sort(rounds);
    return read == 0 ? Double.NaN : rounds[ROUNDS / 2];
  }
}
