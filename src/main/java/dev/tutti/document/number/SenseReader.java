package dev.tutti.document.number;

import java.util.List;
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
  private static final Pattern CUMULATIVE = Pattern.compile("累计|nine months");

  /** Last characters of what {@link #LEVEL_END} finds, and those that may come behind. */
  private static final String LEVEL_LAST = "到至为成达的约近超过otmfseyrOTMFSEYR";

  private static final String BEHIND_LEVEL = " \t\n\u000b\f\r\u0085\u2028\u2029($€£¥";

  /** So many characters before a change may say that it is one since the year before. */
  private static final int SHORTLY = 16;

  private final CharSequence text;
  private final List<PeriodGrammar.FoundPeriod> periods;
  private final TextPlaces periodPlaces;
  private final TextPlaces clauses;
  private final TextPlaces sentences;
  private final WordPlaces falls;
  private final WordPlaces rises;
  private final WordPlaces yearly;
  private final WordPlaces monthly;
  private final WordPlaces quarterly;
  private final WordPlaces cumulative;

  SenseReader(CharSequence text) {
    this.text = text;
    this.clauses = TextPlaces.of(CLAUSE, text);
    this.sentences = TextPlaces.of(SENTENCE, text);
    this.periods = PeriodGrammar.find(text);
    this.periodPlaces = TextPlaces.of(periods);
    this.falls = new WordPlaces(FALL, text);
    this.rises = new WordPlaces(RISE, text);
    this.yearly = new WordPlaces(YOY, text);
    this.monthly = new WordPlaces(MOM, text);
    this.quarterly = new WordPlaces(QOQ, text);
    this.cumulative = new WordPlaces(CUMULATIVE, text);
  }

  /** Clause of a number: where it begins, where the number does, where both end. */
  private record NumberClause(int from, int start, int end, int to) {}

  NumberSense at(int start, int end, boolean ambiguous) {
    var clause = new NumberClause(clauseStart(start), start, end, clauseEnd(end));
    boolean change = change(clause);
    int sentence = sentenceStart(start);
    PeriodGrammar.@Nullable FoundPeriod period = nearest(sentence, start, sentenceEnd(end));
    return new NumberSense(
        change,
        change ? basis(clause, sentence) : null,
        period == null ? null : period.period(),
        cumulative.any(sentence, start) || (period != null && period.cumulative()),
        more(start, end) ? "over" : bound(clause),
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
    int first = periodPlaces.firstFrom(from);
    int best = Math.max(first, periodPlaces.lastBefore(place));
    return best < periodPlaces.size() && periodPlaces.end(best) <= to ? periods.get(best) : null;
  }

  boolean falling(int start) {
    int from = clauseStart(start);
    int fall = falls.last(from, start);
    return fall >= 0 && (fall >= rises.last(from, start) || part(from, start).contains("负增长"));
  }

  private boolean change(NumberClause clause) {
    if (AFTER_CHANGE.matcher(text).region(clause.end(), clause.to()).lookingAt()) {
      return true;
    }
    int from = clause.from();
    int start = clause.start();
    int word = Math.max(falls.last(from, start), rises.last(from, start));
    return word >= 0 && !digits(part(word, start)) && !level(from, start);
  }

  /** Whether a text between two places ends by saying how much there is, not by how much more. */
  private boolean level(int from, int to) {
    int last = to - 1;
    while (last >= from && BEHIND_LEVEL.indexOf(text.charAt(last)) >= 0) {
      last--;
    }
    return last >= from
        && LEVEL_LAST.indexOf(text.charAt(last)) >= 0
        && LEVEL_END.matcher(text).region(from, to).find();
  }

  private static boolean digits(String between) {
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

  private @Nullable String basis(NumberClause clause, int sentence) {
    if (any(yearly, clause)) {
      return "yoy";
    }
    if (any(monthly, clause)) {
      return "mom";
    }
    if (any(quarterly, clause)) {
      return "qoq";
    }
    int start = clause.start();
    String words = part(clause.from(), start) + "|" + part(clause.end(), clause.to());
    if (words.contains("年初")) {
      return "ytd";
    }
    if (words.contains("环比")) {
      String before = part(sentence, start);
      return before.contains("季") ? "qoq" : before.contains("月") ? "mom" : "prior_period";
    }
    return yearly.any(Math.max(sentence, start - SHORTLY), start) ? "yoy" : null;
  }

  private static boolean any(WordPlaces words, NumberClause clause) {
    return words.any(clause.from(), clause.start()) || words.any(clause.end(), clause.to());
  }

  private @Nullable String bound(NumberClause clause) {
    String before = NumberBound.before(text, clause.from(), clause.start());
    return before == null ? NumberBound.after(part(clause.end(), clause.to())) : before;
  }

  private int clauseStart(int place) {
    int mark = clauses.lastBefore(place);
    boolean opened = mark >= 0 && clauses.end(mark) == place && text.charAt(place - 1) == '(';
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
}
