package dev.tutti.application.insight;

import dev.tutti.application.insight.figure.InsightFigures;
import dev.tutti.application.insight.figure.InsightOptions;
import dev.tutti.application.insight.reading.InsightReader;
import dev.tutti.document.format.DocumentReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Measures how long a table of 10,000 rows takes to be read and computed, first in a fresh process,
 * then again and again, for {@code bench/applications}.
 */
final class ProfileBench {
  private static final int ROWS = 10_000;

  private ProfileBench() {}

  /** Prints the first profile and the median of the others; the first argument is how many. */
  public static void main(String[] args) {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 5;
    byte[] table = table();
    try (var documents = new DocumentReader(1, Duration.ofSeconds(60))) {
      long first = millis(documents, table);
      var millis = new long[rounds];
      Arrays.setAll(millis, _ -> millis(documents, table));
      Arrays.sort(millis);
      System.out.printf(
          "%d rows, %d bytes: first %d ms, median %d ms (%d to %d)%n",
          ROWS, table.length, first, millis[rounds / 2], millis[0], millis[rounds - 1]);
    }
  }

  private static long millis(DocumentReader documents, byte[] table) {
    long began = System.nanoTime();
    var data = InsightReader.document("table.csv", documents.read("table.csv", table));
    var json = InsightFigures.of(data, InsightOptions.USUAL).json();
    if (json.path("series").size() != 3 || json.at("/series/0/values").size() != ROWS) {
      throw new IllegalStateException("not all of it was computed");
    }
    return (System.nanoTime() - began) / 1_000_000;
  }

  /** Days with sales, costs and visits. */
  static byte[] table() {
    var random = new SplittableRandom(3);
    var text = new StringBuilder("date,sales,costs,visits\n");
    for (int i = 0; i < ROWS; i++) {
      text.append(LocalDate.of(1995, 1, 1).plusDays(i)).append(',');
      text.append(
          String.format(
              Locale.ROOT,
              "%.2f,%.2f,%d%n",
              500 + 0.05 * i + 20 * random.nextGaussian(),
              300 + 9 * random.nextGaussian(),
              100 + random.nextInt(800)));
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
