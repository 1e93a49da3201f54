package dev.tutti.document.number;

import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
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
          "(?i)(?:(?:到|至|为|成|达|达到)(?:原来的)?(?:\\s*\\d{2,4}年度?(?:第?[一二三四1-4]季度|\\d{1,2}月|[上下]半年)?[末底]?的)?|\\b(?:to|at|from|(?<!increase"
              + " |improvement |decrease |decline |growth |rise |drop |reduction"
              + " )of|was|were))\\s*+(?:约|近|超过?|about|nearly|over)?+\\s*+[($€£¥]*+\\s*+$");
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
  private static final List<Bound> BOUNDS =
      List.of(
          new Bound(
              "at_most",
              Pattern.compile(
                  "(?i)(?:不超过|至多|最多|不高于|不多于|≤|at most|up to|no more than)\\s*[$€£¥]*\\s*$")),
          new Bound(
              "at_least",
              Pattern.compile("(?i)(?:至少|不低于|不少于|不小于|≥|at least|no less than)\\s*[$€£¥]*\\s*$")),
          new Bound(
              "over",
              Pattern.compile(
                  "(?i)(?:超过|超|逾|高于|突破|>|more"
                      + " than|over|exceeded|above|exceeding)\\s*[$€£¥]*\\s*$")),
          new Bound(
              "under",
              Pattern.compile(
                  "(?i)(?:接近|近|不足|低于|<|nearly|almost|under|less than|below)\\s*[$€£¥]*\\s*$")),
          new Bound(
              "about",
              Pattern.compile(
                  "(?i)(?:大约|大概|约|≈|about|approximately|around|roughly|circa)\\s*[$€£¥]*\\s*$")));

  private final CharSequence text;
  private final List<PeriodGrammar.FoundPeriod> periods;
  private final Divisions clauses;
  private final Divisions sentences;

  SenseReader(CharSequence text) {
    this.text = text;
    this.clauses = new Divisions(CLAUSE, text);
    this.sentences = new Divisions(SENTENCE, text);
    this.periods = PeriodGrammar.find(text);
  }

  /** Bound by the words before a number. */
  private record Bound(String word, Pattern before) {}

  NumberSense at(int start, int end, boolean ambiguous) {
    String before = part(clauseStart(start), start);
    String after = part(end, clauseEnd(end));
    boolean change = change(before, after);
    String sentence = part(sentenceStart(start), start);
    PeriodGrammar.@Nullable FoundPeriod period =
        nearest(sentenceStart(start), start, sentenceEnd(end));
    boolean cumulative =
        sentence.contains("累计")
            || sentence.contains("nine months")
            || (period != null && period.cumulative());
    return new NumberSense(
        change,
        change ? basis(before, after, sentence) : null,
        period == null ? null : period.period(),
        cumulative,
        more(start, end) ? "over" : bound(before, after),
        ambiguous);
  }

  private String part(int from, int to) {
    return text.subSequence(from, to).toString();
  }

  /** Whether the sentence around a change says that it is one since last year. */
  boolean sinceLastYear(int start, int end) {
    return part(sentenceStart(start), sentenceEnd(end)).contains("last year");
  }

  /** Whether a number says in itself that it is more: 300多万, 20余亿. */
  private boolean more(int start, int end) {
    for (int i = start; i < end; i++) {
      if (text.charAt(i) == '多' || text.charAt(i) == '余') {
        return true;
      }
    }
    return false;
  }

  /** Last period of a sentence that ends before a place, or the first one of the sentence. */
  private PeriodGrammar.@Nullable FoundPeriod nearest(int from, int place, int to) {
    PeriodGrammar.FoundPeriod best = null;
    for (int i = firstFrom(from); i < periods.size() && periods.get(i).end() <= to; i++) {
      if (best == null || periods.get(i).end() <= place) {
        best = periods.get(i);
      }
    }
    return best;
  }

  private int firstFrom(int place) {
    int low = 0;
    int high = periods.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (periods.get(middle).start() < place) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  boolean falling(int start) {
    String before = part(clauseStart(start), start);
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
    return twoNumbers(between) && !between.contains("从") && !between.contains("由");
  }

  private static boolean twoNumbers(String text) {
    boolean number = false;
    boolean apart = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean digit = c >= '0' && c <= '9';
      if (digit && apart) {
        return true;
      }
      number |= digit;
      apart |= number && !digit && c != ')';
    }
    return false;
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
    for (Bound each : BOUNDS) {
      if (each.before().matcher(before).find()) {
        return each.word();
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
    int mark = clauses.lastBefore(place);
    boolean opened = mark >= 0 && clauses.ends[mark] == place && text.charAt(place - 1) == '(';
    return Math.max(clauses.end(opened ? mark - 1 : mark), Math.max(0, place - 80));
  }

  private int sentenceStart(int place) {
    return Math.max(sentences.end(sentences.lastBefore(place)), Math.max(0, place - 300));
  }

  private int clauseEnd(int place) {
    return Math.min(clauses.startFrom(place), Math.min(text.length(), place + 80));
  }

  private int sentenceEnd(int place) {
    return Math.min(sentences.startFrom(place), Math.min(text.length(), place + 200));
  }

  /** Places where a text is divided, found once, in their order. */
  private static final class Divisions {
    private final int[] starts;
    private final int[] ends;

    Divisions(Pattern pattern, CharSequence text) {
      var found = pattern.matcher(text).results().toList();
      starts = found.stream().mapToInt(MatchResult::start).toArray();
      ends = found.stream().mapToInt(MatchResult::end).toArray();
    }

    /** Last division that ends at a place or before it; -1 for none. */
    int lastBefore(int place) {
      int at = Arrays.binarySearch(ends, place);
      return at >= 0 ? at : -at - 2;
    }

    int end(int division) {
      return division < 0 ? 0 : ends[division];
    }

    /** Begin of the first division from a place on. */
    int startFrom(int place) {
      int at = Arrays.binarySearch(starts, place);
      int next = at >= 0 ? at : -at - 1;
      return next < starts.length ? starts[next] : Integer.MAX_VALUE;
    }
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
