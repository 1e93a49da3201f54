package dev.tutti.cooperation.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.testing.Promptness;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Texts that are long and nearly an answer are read in a moment, as any type. */
class HostileAnswersTest {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int LENGTH = 17_000;

  /** Far more than any takes, as the first one pays for the compiler. */
  private static final Duration MOST = Duration.ofSeconds(2);

  private static final List<String> REPEATED =
      List.of(
          "1 ",
          "1,",
          "1/",
          "1:2 ",
          "√",
          "√(",
          "(",
          "((1)",
          "12+",
          "2^",
          "一",
          "零",
          "二十",
          "第",
          "A",
          "A, ",
          "(A) ",
          "A and ",
          "is ",
          "answer: ",
          "答案是",
          "#### ",
          "May 5, ",
          "5 May ",
          "周",
          "Monday ",
          "\\frac{",
          "\\sqrt{",
          "\\boxed{",
          "$",
          "$1",
          "{",
          "[",
          "{\"a\":",
          "```\n",
          "not ",
          "是",
          "no. ",
          "<think>",
          "<<",
          "five hundred ",
          "1千克",
          "-",
          "± ",
          "x=",
          ". ",
          "\t");

  private static List<String> texts() {
    var texts = new ArrayList<String>();
    for (var each : REPEATED) {
      texts.add(each.repeat(LENGTH / each.length()));
    }
    for (var begin : List.of("May 5", "The answer is", "Therefore", "2024年")) {
      texts.add(begin + " ".repeat(LENGTH) + "x");
      texts.add(begin + "\n".repeat(LENGTH) + "x");
    }
    return texts;
  }

  @Test
  void hostile_texts_are_read_in_a_moment() throws Exception {
    var slow = new ArrayList<String>();
    for (var type : List.of(AnswerType.AUTO, AnswerType.NUMBER, AnswerType.DATE)) {
      for (var text : texts()) {
        try {
          Promptness.within(MOST, _ -> timeToRead(text, type));
        } catch (AssertionError e) {
          slow.add("%s %s...: %s".formatted(type, text.substring(0, 12), e.getMessage()));
        }
      }
    }
    assertThat(slow).isEmpty();
  }

  private static Duration timeToRead(String text, AnswerType type) {
    long began = THREADS.getCurrentThreadCpuTime();
    var panel = AnswerPanel.of(new AnswerQuestion("How many? A) 1 B) 2", type), List.of(text));
    var took = Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - began);
    assertThat(panel.type()).isNotEqualTo(AnswerType.AUTO);
    return took;
  }
}
