package dev.tutti.document.number;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reader of the words around a number: whether it is a change, against what, of which period, how
 * exact.
 */
final class SenseReader {

  private static final Pattern FALL =
      Pattern.compile(
          "(?i)下降|减少|下调|收窄|降低|下滑|下跌|缩减|回落|缩小|减亏|降幅|跌幅|负增长|跌|(?<!下)降|\\b(?:fell|decreased|declined|dropped|down|decrease|decline|lower|reduced|shrank|narrowed)\\b");
  private static final Pattern RISE =
      Pattern.compile(
          "(?i)增长|增加|提升|提高|上升|上调|扩大|新增|涨幅|增幅|大增|变动|上涨|净增|同比|环比|增(?!值|资|发)|(?<!上)涨|(?<!\\p{L})升|\\b(?:rose|increased|grew|gained|up|increase|growth|change|higher|rise|improvement|improved|climbed|expanded|widened)\\b");
  private static final Pattern LEVEL_END =
      Pattern.compile(
          "(?i)(?:(?:到|至|为|成|达|达到)(?:原来的)?|\\b(?:to|at|(?<!increase |improvement |decrease |decline"
              + " |growth |rise |drop |reduction"
              + " )of|was|were))\\s*(?:约|近|超过?|about|nearly|over)?\\s*[($€£¥]*\\s*$");
  private static final Pattern AFTER_CHANGE =
      Pattern.compile(
          "(?i)^\\)?\\s*(?:year[- ]over[-"
              + " ]year\\s+)?(?:growth|increase|decrease|decline|higher|lower|more|的?增长|的?涨幅|the"
              + " level)");
  private static final Pattern YOY =
      Pattern.compile(
          "(?i)同比|上年同期|去年同期|比去年|较去年|比上年|较上年|比\\d{4}年|year[- ](?:over|on)[- ]year|\\byoy\\b|from"
              + " (?:last|the prior|the previous) year|(?:same|prior)[- ](?:quarter|period|year)");
  private static final Pattern MOM =
      Pattern.compile("(?i)较上月|比上月|month[- ](?:over|on)[- ]month|\\bmom\\b");
  private static final Pattern QOQ =
      Pattern.compile("(?i)较上季|比上季|quarter[- ](?:over|on)[- ]quarter|\\bqoq\\b|sequential");
  private static final Pattern CLAUSE = Pattern.compile("[，。；;！？\\n(（]|,\\s|\\.\\s");
  private static final Pattern SENTENCE = Pattern.compile("[。！？!?\\n]|\\.\\s");
  private static final String[][] BOUNDS = {
    {"at_most", "(?i)(?:不超过|至多|最多|不高于|不多于|at most|up to|no more than)\\s*[$€£¥]*\\s*$"},
    {"at_least", "(?i)(?:至少|不低于|不少于|不小于|at least|no less than)\\s*[$€£¥]*\\s*$"},
    {"over", "(?i)(?:超过|超|逾|高于|突破|more than|over|exceeded|above|exceeding)\\s*[$€£¥]*\\s*$"},
    {"under", "(?i)(?:接近|近|不足|低于|nearly|almost|under|less than|below)\\s*[$€£¥]*\\s*$"},
    {"about", "(?i)(?:大约|大概|约|about|approximately|around|roughly|circa)\\s*[$€£¥]*\\s*$"}
  };

  private final String text;

  SenseReader(String text) {
    this.text = text;
  }

  NumberSense at(int start, int end, boolean ambiguous) {
    String before = text.substring(clauseStart(start), start);
    String after = text.substring(end, clauseEnd(end));
    boolean change = change(before, after);
    String sentence = text.substring(sentenceStart(start), start);
    PeriodGrammar.@Nullable FoundPeriod period =
        PeriodGrammar.nearest(
            text.substring(sentenceStart(start), sentenceEnd(end)), sentence.length());
    boolean cumulative =
        sentence.contains("累计")
            || sentence.contains("nine months")
            || (period != null && period.cumulative());
    return new NumberSense(
        change,
        change ? basis(before, after, sentence) : null,
        period == null ? null : period.period(),
        cumulative,
        bound(before, after),
        ambiguous);
  }

  boolean falling(int start) {
    String before = text.substring(clauseStart(start), start);
    int fall = last(FALL, before);
    int rise = last(RISE, before);
    return fall >= 0 && (fall >= rise || before.contains("负增长"));
  }

  private boolean change(String before, String after) {
    if (AFTER_CHANGE.matcher(after).find()) {
      return true;
    }
    int word = Math.max(last(FALL, before), last(RISE, before));
    return word >= 0 && !LEVEL_END.matcher(before).find() && !digits(before, word);
  }

  private static boolean digits(String before, int from) {
    String between = before.substring(from);
    return between.matches("(?s).*\\d.*[^\\d)].*\\d.*")
        && !between.contains("从")
        && !between.contains("由");
  }

  private static @Nullable String basis(String before, String after, String sentence) {
    String clause = before + "|" + after;
    if (YOY.matcher(clause).find()) {
      return "yoy";
    }
    if (MOM.matcher(clause).find()) {
      return "mom";
    }
    if (QOQ.matcher(clause).find()) {
      return "qoq";
    }
    if (clause.contains("年初")) {
      return "ytd";
    }
    if (clause.contains("环比")) {
      return sentence.contains("季") ? "qoq" : sentence.contains("月") ? "mom" : "prior_period";
    }
    return YOY.matcher(sentence.substring(Math.max(0, sentence.length() - 16))).find()
        ? "yoy"
        : null;
  }

  private static @Nullable String bound(String before, String after) {
    for (String[] each : BOUNDS) {
      if (Pattern.compile(each[1]).matcher(before).find()) {
        return each[0];
      }
    }
    String next = after.stripLeading();
    if (next.startsWith("以上") || next.startsWith("余") || next.startsWith("多")) {
      return "over";
    }
    return next.startsWith("左右") || next.startsWith("上下")
        ? "about"
        : next.startsWith("以下") ? "under" : null;
  }

  private int clauseStart(int place) {
    return Math.max(end(CLAUSE, place), place - 80);
  }

  private int sentenceStart(int place) {
    return Math.max(end(SENTENCE, place), place - 300);
  }

  private int end(Pattern pattern, int place) {
    int from = Math.max(0, place - 300);
    Matcher at = pattern.matcher(text).region(from, place);
    int end = from;
    while (at.find()) {
      if (at.end() < place || text.charAt(at.start()) != '(') {
        end = at.end();
      }
    }
    return end;
  }

  private int clauseEnd(int place) {
    Matcher at = CLAUSE.matcher(text).region(place, Math.min(text.length(), place + 80));
    return at.find() ? at.start() : Math.min(text.length(), place + 80);
  }

  private int sentenceEnd(int place) {
    Matcher at = SENTENCE.matcher(text).region(place, Math.min(text.length(), place + 200));
    return at.find() ? at.start() : Math.min(text.length(), place + 200);
  }

  private static int last(Pattern pattern, String text) {
    Matcher at = pattern.matcher(text);
    int last = -1;
    while (at.find()) {
      last = at.start();
    }
    return last;
  }
}
