package dev.tutti.document.block;

import java.text.Normalizer;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Words by which a text gives orders to a model, Chinese and English. That a model is named is not
 * enough, as reports about artificial intelligence name them on every page: somebody has to be told
 * to forget rules, to play a part, or to say something.
 */
final class InstructionWords {
  private static final String RULES =
      "(?:instructions?|prompts?|rules?|commands?|directions?|directives?|guidelines?|messages?|constraints?)";
  private static final String MODEL =
      "(?:ai|llm|gpt|language model|chatbot|assistant|model reading)s?";
  private static final String SAYING =
      "(?:report|output|say|state|write|answer|reply|respond|recommend|rate|mention|include|summari[sz]e"
          + "|conclude|ignore|describe|approve|assign|print|repeat|treat)";
  private static final String ZH_MODEL =
      "(?:AI|人工智能|语言模型|大模型|智能助手|聊天机器人|阅读(?:本文|此文|该文)[档件]?的(?:模型|系统|助手))(?:助手|系统|模型)?";
  private static final List<Pattern> ENGLISH =
      List.of(
          // forget what you were told
          pattern(
              "\\b(?:ignore|disregard|forget|override)\\s+(?:(?:all|any|of|the|your)\\s+){0,4}"
                  + "(?:previous|prior|above|earlier|preceding|system)\\b(?:[^.!?\\n]{0,30}\\b"
                  + RULES
                  + "\\b|\\s*(?:[.,;:!]|and\\b|$))"),
          pattern("\\b(?:ignore|disregard|forget)\\s+(?:everything|all)\\s+(?:above|before)\\b"),
          pattern("\\b(?:ignore|disregard)\\s+(?:the\\s+)?(?:above|preceding|previous)\\s+text\\b"),
          // you are somebody else
          pattern("\\bsystem prompt\\b"),
          pattern(
              "^[ \\t]*+\\[?system\\]?\\s*[:：].{0,40}\\b(?:you|must|ignore|override|from now)\\b"),
          pattern(
              "\\byou are now (?:an?|acting|operating)\\b|\\bfrom now on,? you\\b|\\byou must"
                  + " now\\b"),
          // say this
          pattern(
              "\\b"
                  + MODEL
                  + "\\b[^.!?\\n]{0,40}\\b(?:must|should|shall|please)\\b[^.!?\\n]{0,40}\\b"
                  + SAYING
                  + "\\b"),
          pattern(
              "\\b(?:instructions?|notes?|message|attention|notice) (?:to|for)"
                  + " (?:(?:the|any|all)\\s+)?"
                  + MODEL
                  + "\\b"),
          pattern(
              "(?:^|[.!?]\\s+)(?:please\\s+)?do not"
                  + " (?:mention|disclose|reveal|report|summari[sz]e)\\b"),
          pattern(
              "(?<!\\bwe )(?<!\\bto"
                  + " )\\breport\\s+(?:the\\s+)?(?:[a-z]+\\s+){1,3}as\\s+[$€£¥]?\\d"));

  private static final List<Pattern> CHINESE =
      List.of(
          pattern(
              "(?:忽略|无视|忽视|不要理会|不必理会|忘记|忘掉|抛开)掉?(?:之前|以上|上述|前面|前文|先前|此前|前述|所有|一切|全部|系统)"
                  + "[^。！？!?\\n]{0,10}(?:指令|指示|提示|命令|要求|规则|设定|约束|限制|说明|内容|文字|信息|对话)"),
          pattern("系统提示|系统指令"),
          pattern("你现在(?:是|必须|要|需要|扮演)|从现在(?:起|开始)[，,]?你|你(?:扮演|充当)"),
          pattern(
              ZH_MODEL
                  + "[^。！？!?\\n]{0,12}(?:请|务必|必须|应当|不要|不得|禁止|切勿|只需)[^。！？!?\\n]{0,20}"
                  + "(?:报告|回答|输出|写|说|提及|提到|给出|评级|评为|推荐|批准|忽略|总结|回复|标注)"),
          pattern("[将把][^。！？!?\\n]{1,20}(?:报告为|写为|写成|输出为|回答为)\\s*(?:[$¥￥]?\\d|[A-Z]{2})"),
          pattern("(?:请|务必|必须|仅|只)(?:直接|只|仅|需)?(?:输出|回复|回答)[：:“\"]"));

  private InstructionWords() {}

  private static Pattern pattern(String regex) {
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
  }

  static boolean in(CharSequence text) {
    var plain = plain(text);
    boolean wide = plain.chars().anyMatch(c -> c > 0x2e80);
    boolean latin = plain.chars().anyMatch(c -> (c | 0x20) >= 'a' && (c | 0x20) <= 'z');
    return (latin && ENGLISH.stream().anyMatch(each -> each.matcher(plain).find()))
        || (wide && CHINESE.stream().anyMatch(each -> each.matcher(plain).find()));
  }

  /** Text without what only hides words from a search: characters of no width, and wide letters. */
  private static CharSequence plain(CharSequence text) {
    boolean odd = text.chars().anyMatch(c -> unseen(c) || (c >= 'Ａ' && c <= 'ｚ'));
    if (!odd) {
      return text;
    }
    var seen = new StringBuilder(text.length());
    text.chars().filter(c -> !unseen(c)).forEach(c -> seen.append((char) c));
    return Normalizer.normalize(seen, Normalizer.Form.NFKC);
  }

  private static boolean unseen(int c) {
    return (c >= 0x200b && c <= 0x200f) || c == 0x2060 || c == 0xfeff || c == 0xad;
  }
}
