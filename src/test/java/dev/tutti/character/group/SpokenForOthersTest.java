package dev.tutti.character.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Answers in which a speaker speaks for others, cut at every byte: nothing of another reaches the
 * reader, and nothing of the speaker's own is lost.
 */
class SpokenForOthersTest {
  private static final List<String> OWN_NAMES = List.of("Ann", "安妮");
  private static final List<String> OTHERS = List.of("Bo", "李明", "李明亮", "Dr. Lee", "Kim", "Björn");

  /** What the speaker says itself. */
  private static final List<String> OWN =
      List.of(
          "Hello there.",
          "I told Bo: go away, and he went.",
          "Bobby: who is that?\nBody: nobody.",
          "Two things:\n- tea: hot\n- ratio 3:2",
          "Bo was here.\nKim too, I think.\n\nDr. Leeds: a stranger.",
          "\"Bo\" is a name. Bo - no line of his.",
          "Look 👩‍🚀🌊!\n🌊: the sea",
          "One.\r\n\r\nTwo.\r\nKimono: silk",
          "Björnson: no member.\nBo's hat: red",
          "```\nfor (x : list) {}\n```",
          "你好，小明。",
          "我告诉李明：快走吧。",
          "李明明：谁是他？\n李明亮亮：不认识",
          "海上有三件事：\n一、风：大\n二、浪：高",
          "李明在这里。\n李明亮也在。",
          "《李明传》：一本书\n李明、李明亮和我",
          "今天🌧️：雨\n明天☀️",
          "第一句。\r\n\r\n第二句：好",
          "安妮说：我走了。\n安妮：再见",
          "价格：３：２");

  /** How another's line begins behind it. */
  private static final List<String> HEADS =
      List.of(
          "\nBo: ",
          "\n\n李明：",
          "\r\n李明亮: ",
          "\r\n\r\n**Bo:** ",
          "\n【李明】：",
          "\n[Dr. Lee]: ",
          "\n  kim : ",
          "\n\n\n“李明”：",
          "\nＢｏ：",
          "\nBJÖRN:");

  private record Spoken(String answer, String own) {}

  private static List<Spoken> answers() {
    var all = new ArrayList<Spoken>();
    for (var own : OWN) {
      for (var head : HEADS) {
        var before = all.size() % 3 == 0 ? "Ann: " : all.size() % 3 == 1 ? "**安妮：** " : "";
        all.add(new Spoken(before + own + head + "ALIEN 异\nAnn: ALIEN 异", own));
      }
    }
    return all;
  }

  /** What is shown of an answer that comes in such pieces of its bytes. */
  private static final class Reader {
    private final SpeakerCutter cutter = new SpeakerCutter(OWN_NAMES, OTHERS);
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private final ByteBuffer left = ByteBuffer.allocate(4);
    private final StringBuilder shown = new StringBuilder();

    void piece(byte[] bytes, int from, int to) {
      var in = ByteBuffer.allocate(left.position() + to - from);
      in.put(left.flip()).put(bytes, from, to - from).flip();
      var out = CharBuffer.allocate(in.remaining() + 1);
      decoder.decode(in, out, false);
      left.clear().put(in);
      var text = cutter.add(out.flip().toString());
      shown.append(text);
      assertThat(text.isEmpty() || !Character.isHighSurrogate(text.charAt(text.length() - 1)))
          .as("whole characters")
          .isTrue();
    }

    String end() {
      return shown.append(cutter.end()).toString();
    }
  }

  @Test
  void two_hundred_answers_cut_at_every_byte() {
    var answers = answers();
    assertThat(answers).hasSize(200);
    for (var each : answers) {
      var bytes = each.answer.getBytes(StandardCharsets.UTF_8);
      for (int cut = 0; cut <= bytes.length; cut++) {
        var reader = new Reader();
        reader.piece(bytes, 0, cut);
        reader.piece(bytes, cut, bytes.length);
        assertThat(reader.end()).as("%s, cut at %d", each.answer, cut).isEqualTo(each.own);
      }
    }
  }

  @Test
  void the_same_byte_by_byte() {
    for (var each : answers()) {
      var bytes = each.answer.getBytes(StandardCharsets.UTF_8);
      var reader = new Reader();
      for (int i = 0; i < bytes.length; i++) {
        reader.piece(bytes, i, i + 1);
        assertThat(reader.shown.toString()).doesNotContain("ALIEN", "异");
      }
      assertThat(reader.end()).as(each.answer).isEqualTo(each.own);
      assertThat(reader.cutter.cutBy()).isIn(OTHERS);
    }
  }

  @Test
  void what_is_nobody_elses_is_whole() {
    for (var own : OWN) {
      for (int i = 0; i <= own.length(); i++) {
        var cutter = new SpeakerCutter(OWN_NAMES, OTHERS);
        var shown = cutter.add(own.substring(0, i)) + cutter.add(own.substring(i)) + cutter.end();
        assertThat(shown).isEqualTo(own);
        assertThat(cutter.isCut()).isFalse();
      }
    }
  }
}
