package dev.tutti.cache.semantic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.cache.CacheKey;
import dev.tutti.cache.Neighbours;
import dev.tutti.cache.TestingEmbedding;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which questions mean the same, on pairs in English and Chinese, half of them near-misses. */
class WordingTest {
  /** Far below what a real model is used with, so that the rules are what is tested. */
  private static final double THRESHOLD = 0.3;

  private static final Neighbours.Place PLACE = new Neighbours.Place("ann", "m", "s", "d");

  @Test
  void no_near_miss_is_served_and_most_paraphrases_are() throws Exception {
    var pairs = pairs();
    var wrong = new ArrayList<String>();
    var missed = new ArrayList<String>();
    int alike = 0;
    int served = 0;
    int nearMissesTooNear = 0;
    for (var pair : pairs) {
      boolean near =
          TestingEmbedding.of(pair.one).cosine(TestingEmbedding.of(pair.other)) >= THRESHOLD;
      boolean given = isServed(pair.one, pair.other);
      assertThat(isServed(pair.other, pair.one))
          .as("the other way round: " + pair)
          .isEqualTo(given);
      if (pair.same) {
        alike++;
        served += given ? 1 : 0;
        if (!given) {
          missed.add(pair.toString());
        }
      } else {
        nearMissesTooNear += near ? 1 : 0;
        if (given) {
          wrong.add(pair.toString());
        }
      }
    }
    report(pairs.size(), alike, missed, wrong, nearMissesTooNear);
    assertThat(wrong).as("near-misses served").isEmpty();
    assertThat(pairs).hasSizeGreaterThanOrEqualTo(200);
    assertThat(pairs.size() - alike).isGreaterThanOrEqualTo(pairs.size() / 2);
    assertThat(served / (double) alike).as("recall").isGreaterThan(0.75);
  }

  private static void report(
      int all, int alike, List<String> missed, List<String> wrong, int near) {
    int served = alike - missed.size();
    System.out.printf(
        "%d pairs: precision %.3f, recall %.3f (%d of %d paraphrases served); %d of %d near-misses"
            + " were near enough for the vectors alone, %d were served%nnot served: %s%n",
        all,
        served / (double) Math.max(1, served + wrong.size()),
        served / (double) alike,
        served,
        alike,
        near,
        all - alike,
        wrong.size(),
        String.join("\n  ", missed));
  }

  @ParameterizedTest(name = "{0} / {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "Is 1,000 m far?               | Is 1000 m far?                    | true",
        "Is 1,000 m far?               | Is 100 m far?                     | false",
        "Tell me about the iPhone.     | tell me about the iphone          | true",
        "三百二十一加一等于几              | 321加1等于几                        | true",
        "二〇二四年的事                  | 2024年的事                         | true",
        "二〇二四年的事                  | 2023年的事                         | false",
        "１０公斤                      | 10公斤                            | true",
        "What is “left” in French?     | What is “right” in French?        | false",
      })
  void numbers_names_and_quotes_are_compared_in_their_normal_form(
      String one, String other, boolean same) {
    assertThat(Wording.of(one).agreesWith(Wording.of(other))).isEqualTo(same);
  }

  private static boolean isServed(String known, String asked) {
    var neighbours = new Neighbours(1 << 20);
    neighbours.add(PLACE, known, TestingEmbedding.of(known), new CacheKey("ann", "d"));
    return !neighbours.find(PLACE, asked, TestingEmbedding.of(asked), THRESHOLD).isEmpty();
  }

  private static List<Pair> pairs() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(WordingTest.class.getResourceAsStream("/cache/pairs.tsv"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#") && !line.isBlank())
          .map(line -> line.split("\t", 3))
          .map(parts -> new Pair(parts[0].equals("same"), parts[1], parts[2]))
          .toList();
    }
  }

  private record Pair(boolean same, String one, String other) {}
}
