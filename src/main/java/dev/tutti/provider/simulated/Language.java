package dev.tutti.provider.simulated;

import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The words of a simulation, in the language that it was asked in. */
enum Language {
  ENGLISH(
      "This is a simulated answer; no language model was asked. You said: \"%s\".",
      " (%d attached)",
      "Let me pretend to think about \"%s\". I have no mind, so I will say what I was asked. ",
      "This is a simulated answer that follows what the tools answered. %s.",
      "I am a simulation and decline to answer \"%s\".",
      """
      Configure a provider to get a real one.
      A real model would have more to say.
      Everything around it works as it will with a real model.
      It costs nothing and means nothing.\
      """),
  CHINESE(
      "这是一段模拟回答，没有调用任何语言模型。你说的是：“%s”。",
      "（附件 %d 个）",
      "让我假装思考一下“%s”。我并不会真正思考，所以我会重复问题。",
      "这是一段模拟回答，依据工具返回的结果：%s。",
      "我只是模拟，拒绝回答“%s”。",
      """
      配置一个真实的提供商，即可得到真实回答。
      真实的模型会说得更多。
      除了内容，其余一切都与真实模型相同。
      它不花钱，也不代表任何意义。\
      """);

  private static final int MOST_ECHOED = 2_000;

  private static final int SUMMARY_LENGTH = 200;
  private static final Pattern SUMMARY =
      Pattern.compile("(?i)\\bsummar(y|ies|i[sz]e|i[sz]ing)\\b|总结|摘要|概括|概述");
  private static final Pattern SPACE = Pattern.compile("\\s+");

  private final String answer;
  private final String attached;
  private final String thought;
  private final String toolAnswer;
  private final String refusal;
  private final String closings;

  Language(
      String answer,
      String attached,
      String thought,
      String toolAnswer,
      String refusal,
      String closings) {
    this.answer = answer;
    this.attached = attached;
    this.thought = thought;
    this.toolAnswer = toolAnswer;
    this.refusal = refusal;
    this.closings = closings;
  }

  /** Chinese where it has as many Chinese characters as words of other letters. */
  static Language of(String text) {
    long chinese = text.codePoints().filter(Character::isIdeographic).count();
    long others = TokenSplitter.cut(text).stream().filter(Language::wordLike).count();
    return chinese > 0 && chinese >= others ? CHINESE : ENGLISH;
  }

  private static boolean wordLike(String piece) {
    int last = piece.codePointBefore(piece.length());
    return Character.isLetter(last) && !Character.isIdeographic(last);
  }

  String answer(String question, int attachments, RandomGenerator random) {
    var said = answer.formatted(shortened(question));
    var with = attachments == 0 ? "" : attached.formatted(attachments);
    var lines = closings.lines().toList();
    return said + with + space() + lines.get(random.nextInt(lines.size()));
  }

  /** A text's beginning, as a summary; empty where nobody asks for one. */
  Optional<String> summary(String text) {
    int asked = text.indexOf('\n');
    if (asked < 0 || !SUMMARY.matcher(text).find()) {
      return Optional.empty();
    }
    var body = SPACE.matcher(text.substring(asked).strip()).replaceAll(" ");
    var label = this == ENGLISH ? "Simulated summary: " : "模拟摘要：";
    return Optional.of(label + shortened(body, SUMMARY_LENGTH));
  }

  String thought(String question) {
    return thought.formatted(shortened(question));
  }

  String toolAnswer(String results) {
    return toolAnswer.formatted(shortened(results));
  }

  String refusal(String question) {
    return refusal.formatted(shortened(question));
  }

  /** Words of no meaning, at least this many tokens long. */
  String filler(int tokens) {
    var words = closings.lines().map(line -> line + space()).collect(Collectors.joining());
    return words.repeat(tokens / TokenSplitter.count(words) + 1).strip();
  }

  private String space() {
    return this == ENGLISH ? " " : "";
  }

  private static String shortened(String text) {
    return shortened(text, MOST_ECHOED);
  }

  private static String shortened(String text, int most) {
    int end = text.offsetByCodePoints(0, Math.min(most, text.codePointCount(0, text.length())));
    return end < text.length() ? text.substring(0, end) + "..." : text;
  }
}
