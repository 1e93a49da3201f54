package dev.tutti.application.decision.statement;

import dev.tutti.application.decision.statement.StatedNumber.Kind;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Words around a number of a sentence, and what kind of statement they make of it. */
final class StatementWords {
  private static final Pattern BUDGET =
      Pattern.compile(
          "(?i)预算|可用(?:资本|资金)|(?:资金|资本|投资)(?:上限|总额|额度)|经费|budget|(?:available|maximum)"
              + " (?:capital|funds)|funds? available|capital available");
  private static final Pattern OUTLAY =
      Pattern.compile(
          "(?i)投入|投资(?!回报|收益)|追加|支出|花费|采购|首付|耗资|斥资|出资|购置|造价|总成本|建设费|outlay|capex|up-?front|requires?\\b|invest(?!.*return)|costs?\\b|spend");

  /** Costs, which are an outlay once and upkeep where they come every year. */
  private static final Pattern RUNNING =
      Pattern.compile(
          "(?i)(?:运营|运维|维护|运行|人工|租金|管理|物业|年)[^，,。；;]{0,6}(?:成本|费用|费|支出)|租金|成本|费用"
              + "|(?:operating|running|maintenance|annual|yearly)\\s+(?:costs?|expenses?)|opex|upkeep|costs?\\b|spend|支出|投入");

  private static final Pattern SAVED =
      Pattern.compile(
          "(?i)(?:节省|节约|降低|减少|削减|\\b(?:saves?|saving|reduces?|cuts?))[^，,。；;]{0,12}(?:成本|费用|支出|costs?|expenses?|spend)");
  private static final Pattern ALL_YEARS =
      Pattern.compile(
          "(?i)累计|总计|合计|共计|一共|总共|总(?:收益|收入|回报|利润|流入|现金流)|in"
              + " total|total|cumulative|altogether|overall");
  private static final Pattern ALL_YEARS_AFTER =
      Pattern.compile("(?i)^\\s*(?:内|间|期间?)?\\s*(?:累计|总计|合计|共|总收|cumulative)");
  private static final Pattern OWN_BUDGET =
      Pattern.compile(
          "(?:(?:方案|选项|项目)(?:[一二三四五六七八九十]{1,2}|[甲乙丙丁戊A-Z]|\\d{1,2})|[甲乙丙丁戊A-Z]\\s?(?:方案|项目)"
              + "|\\b(?:Option|Plan|Alternative|Project|Proposal) (?:[A-Z]|\\d{1,2}))"
              + "\\s*(?:的|'s)?\\s*(?:总|投资|项目|建设)?(?:预算|[Bb]udget)[^，,。；;]{0,12}$");
  private static final Pattern DISCOUNTED = Pattern.compile("(?i)动态|折现|贴现|discounted");

  private static final Pattern INCOME =
      Pattern.compile(
          "(?i)流入|回收(?!期)|收益(?!率)|净利|利润(?!率)|节省|节约|收入|盈利|增收|现金流(?!出)|营收|创收|回报(?!率)|inflow|returns?\\b(?!"
              + " on)|income|revenue|sav(?:es?|ings?)\\b|profit|brings?|cash"
              + " flows?|earns?\\b|generates?|yields?\\b");
  private static final Pattern YEARLY =
      Pattern.compile("(?i)每年|年均|逐年|annual|each year|yearly|every year");
  private static final Pattern YEARLY_AFTER =
      Pattern.compile("(?i)^\\s*(?:/\\s*年|每年|a year|per year|per annum|annually|each year|yearly)");
  private static final Pattern PAYBACK =
      Pattern.compile(
          "(?i)回收期|回本|收回(?:全部)?(?:投资|成本)|payback|pays? (?:itself )?back|break[- ]?even");
  private static final Pattern PAYBACK_AFTER =
      Pattern.compile("(?i)^\\s*(?:左右|内|以内|即可|可以?|就能)?\\s*(?:回本|收回)|^\\s*payback");
  private static final Pattern ROI_AFTER =
      Pattern.compile("(?i)^\\s*的?(?:投资)?(?:回报率|收益率)|^\\s*(?:ROI|return on investment)\\b");
  private static final Pattern ROI =
      Pattern.compile("(?i)(?<!年化|年均|内部)(?:投资)?回报率|投资收益率|\\bROI\\b|return on investment");
  private static final Pattern MUST =
      Pattern.compile("(?i)必须|要求|不得晚于|不晚于|最迟|须在|需在|限期|deadline|must|required|no later than");
  private static final Pattern DONE =
      Pattern.compile(
          "(?i)^\\s*(?:之?后|内|即可|可以?)?\\s*(?:上线|完成|交付|见效|建成|投产|达产|落地|启用|开业|投入运营|实施完|until|to"
              + " (?:complete|launch|go))");
  private static final Pattern DONE_BEFORE =
      Pattern.compile(
          "(?i)预计|工期|周期|建设期|实施期|开发期|耗时|用时|历时|需时|takes?|go(?:es)? live in|ready in|completed?"
              + " in|live in|launch(?:es)? (?:in|after)|done in");
  private static final Pattern FOR_YEARS =
      Pattern.compile(
          "(?i)(?:今后|未来|接下来|此后|共|连续|持续|为期|for|over|next|following)\\s*(?:the )?(?:next )?$");
  private static final Pattern OUTCOME =
      Pattern.compile(
          "(?i)(?:乐观|基准|中性|悲观|成功|失败|高|中|低|最好|最坏|optimistic|base(?:line)?|pessimistic|success|failure"
              + "|best|worst|likely)[^，,;；、]{0,12}$");
  private static final Pattern CHANCE =
      Pattern.compile("(?i)概率|可能性|probabilit|likelihood|chances?\\b");
  private static final Pattern YEAR =
      Pattern.compile("(?i)(?:第([一二两三四五六七八九十\\d]{1,2})年|year (\\d{1,2}))\\s*(初|start)?");
  private static final Pattern ROUGHLY =
      Pattern.compile("(?i)(?:约|大概|左右|about|around|roughly)\\s*$");
  private static final Pattern CHANCE_BEFORE =
      Pattern.compile(
          "(?i)(?:概率|可能性|几率|机率|probability|likelihood|chance)(?:为|是|约|有|达|[:：]|\\s|\\b(?:of|is|about))*+$");
  private static final Pattern CHANCE_AFTER =
      Pattern.compile(
          "(?i)\\s*(?:的?(?:概率|可能性|几率|机率|可能)|(?:chance|probability|likelihood|risk)\\b)");
  private static final Pattern LOSS_BEFORE =
      Pattern.compile(
          "(?i)(?:(?<!避免|减少|挽回|降低|防止)(?:损失|亏损|赔偿|罚款)|(?<!avoid )(?<!avoids )(?<!avoiding"
              + " )(?<!prevents )\\b(?:los(?:e|es|ing|s|ses)|penalt(?:y|ies)|damages))"
              + "(?:金额|总额|约|为|达|可达|是|近|超过|[:：]|\\s|\\b(?:of|is|are|about|up|to))*+$");
  private static final Pattern LOSS_AFTER =
      Pattern.compile(
          "(?i)\\s*(?:的?(?:损失|亏损|赔偿|罚款)|(?:loss|penalty|in (?:losses|damages|penalties))\\b)");
  private static final String DIGITS = "一二三四五六七八九十";

  private final String sentence;
  private final StatedNumber number;
  private final String before;
  private final String after;

  /** Words between the number before and the number after, without brackets around the number. */
  StatementWords(String sentence, StatedNumber number, int from, int to) {
    this.sentence = sentence;
    this.number = number;
    int start = number.start();
    int end = number.end();
    boolean bracketed =
        start > from
            && end < to
            && "(（".indexOf(sentence.charAt(start - 1)) >= 0
            && ")）".indexOf(sentence.charAt(end)) >= 0;
    this.before = sentence.substring(from, bracketed ? start - 1 : start);
    this.after = sentence.substring(bracketed ? end + 1 : end, to);
  }

  @Nullable StatementKind kind(boolean ofOption) {
    return switch (number.kind()) {
      case MONEY -> money(ofOption);
      case SPAN -> span();
      case SHARE -> share();
    };
  }

  private @Nullable StatementKind money(boolean ofOption) {
    int budget = last(BUDGET);
    int outlay = last(OUTLAY);
    int income = last(INCOME);
    boolean own = ofOption && OWN_BUDGET.matcher(before).find();
    if (budget >= 0 && budget >= outlay && budget >= income && !own) {
      return StatementKind.BUDGET;
    }
    boolean saved = SAVED.matcher(before).find();
    int running = yearly() && !saved ? last(RUNNING) : -1;
    if (ofOption && running > income) {
      return StatementKind.UPKEEP;
    }
    if (!ofOption || (outlay < 0 && income < 0 && !own && !saved)) {
      return null;
    }
    if (own || (outlay > income && !saved)) {
      return StatementKind.OUTLAY;
    }
    return !yearly() && last(ALL_YEARS) >= 0 ? StatementKind.TOTAL : StatementKind.INFLOW;
  }

  private @Nullable StatementKind span() {
    if (last(PAYBACK) >= 0 || PAYBACK_AFTER.matcher(after).find()) {
      return last(DISCOUNTED) >= 0 ? null : StatementKind.PAYBACK;
    }
    boolean together = ALL_YEARS_AFTER.matcher(after).find();
    if (number.low() >= 12 && (together || FOR_YEARS.matcher(before).find())) {
      return StatementKind.YEARS;
    }
    if (last(MUST) >= 0) {
      return StatementKind.DEADLINE;
    }
    return DONE.matcher(after).find() || last(DONE_BEFORE) >= 0 ? StatementKind.DURATION : null;
  }

  private @Nullable StatementKind share() {
    if (last(ROI) >= 0 || ROI_AFTER.matcher(after).find()) {
      return StatementKind.ROI;
    }
    return OUTCOME.matcher(before).find() && CHANCE.matcher(sentence).find()
        ? StatementKind.PROBABILITY
        : null;
  }

  /** Whether money comes every year, by the words. */
  boolean yearly() {
    return number.kind() == Kind.MONEY && (last(YEARLY) >= 0 || YEARLY_AFTER.matcher(after).find());
  }

  /** Whether a share is said to be a probability. */
  boolean chance() {
    return number.kind() == Kind.SHARE
        && number.exact()
        && (CHANCE_BEFORE.matcher(before).find() || CHANCE_AFTER.matcher(after).lookingAt());
  }

  /** Whether money is said to be lost. */
  boolean loss() {
    return number.kind() == Kind.MONEY
        && number.exact()
        && (LOSS_BEFORE.matcher(before).find() || LOSS_AFTER.matcher(after).lookingAt());
  }

  /** Year that the words name, counted from 1; 0 when they name none. */
  int year() {
    Matcher at = YEAR.matcher(before);
    int year = before.contains("首年") ? 1 : 0;
    while (at.find()) {
      String named = at.group(1) == null ? at.group(2) : at.group(1);
      int digit = DIGITS.indexOf(named.replace('两', '二'));
      year = digit >= 0 ? digit + 1 : named.matches("\\d+") ? Integer.parseInt(named) : year;
      year -= at.group(3) == null ? 0 : 1;
    }
    return year;
  }

  boolean roughly() {
    return ROUGHLY.matcher(before).find() || after.startsWith("左右");
  }

  private int last(Pattern pattern) {
    Matcher at = pattern.matcher(before);
    int last = -1;
    while (at.find()) {
      last = at.start();
    }
    return last;
  }
}
