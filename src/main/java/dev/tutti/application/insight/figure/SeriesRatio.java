package dev.tutti.application.insight.figure;

import dev.tutti.application.insight.series.DataSeries;
import dev.tutti.application.insight.series.ReadValue;
import dev.tutti.application.insight.series.SeriesPeriod;
import dev.tutti.application.insight.statistics.GrowthFigures;
import dev.tutti.chat.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One series divided by another, period by period: those that a caller asks for, and those whose
 * names say that it makes sense, such as profit by revenue or revenue by customers. A period in
 * which the divisor is not above zero has no ratio.
 *
 * @param share whether both are of one kind, so that the ratio is a share
 * @param unit of the ratio; null for a share
 * @param total sum of the first by the sum of the second, over the periods that both have
 */
@SuppressWarnings("ArrayRecordComponent") // numbers to compute with; never compared
public record SeriesRatio(
    String a,
    String b,
    boolean share,
    @Nullable String unit,
    List<SeriesPeriod> periods,
    double[] values,
    double total) {
  private static final int MOST = 8;
  private static final String REVENUE = "收入|营收|销售额|销售(?!量|人)|revenues?|sales(?! volume)|turnover";
  private static final Pattern INCOME = Pattern.compile("(?i)(?:" + REVENUE + ")");
  private static final Pattern PART =
      Pattern.compile(
          "(?i)利润|毛利|净利|盈利|成本|费用|支出|投入|profit|net income|earnings|cost|expense|spending|margin");
  private static final Pattern RATE = Pattern.compile("(?i)率|比|\\brates?\\b|\\bratio|%");
  private static final Pattern COUNTED =
      Pattern.compile(
          "(?i)客户|用户|会员|订单|员工|人数|门店|店铺|访客|客流|销量|销售量|customers?|users?|orders?|employees|headcount|stores?|visit(?:or)?s|units|volume");

  public SeriesRatio {
    periods = List.copyOf(periods);
  }

  /**
   * Ratios of some series.
   *
   * @param asked names such as {@code 利润/收入}
   */
  static List<SeriesRatio> of(List<DataSeries> series, List<String> asked) {
    List<SeriesRatio> ratios = new ArrayList<>();
    for (DataSeries a : series) {
      for (DataSeries b : series) {
        boolean wanted = asked.contains(a.name() + "/" + b.name());
        boolean different = !a.name().equals(b.name()) && a.frequency() == b.frequency();
        if (different && ratios.size() < MOST && (wanted || sensible(a, b))) {
          SeriesRatio ratio = of(a, b);
          if (ratio.values.length > 1 || wanted) {
            ratios.add(ratio);
          }
        }
      }
    }
    return ratios;
  }

  private static boolean sensible(DataSeries a, DataSeries b) {
    if (a.share() || b.share() || rate(a) || rate(b)) {
      return false;
    }
    boolean part = PART.matcher(a.name()).find();
    boolean income = INCOME.matcher(a.name()).find();
    boolean money = INCOME.matcher(b.name()).find() && !PART.matcher(b.name()).find();
    return (part && money) || (income && !part && COUNTED.matcher(b.name()).find() && !money);
  }

  private static boolean rate(DataSeries series) {
    return RATE.matcher(series.name()).find();
  }

  private static SeriesRatio of(DataSeries a, DataSeries b) {
    Map<Long, ReadValue> others = new HashMap<>();
    b.present().forEach(each -> others.put(each.period().ordinal(), each));
    boolean share = !COUNTED.matcher(b.name()).find() && Objects.equals(base(a), base(b));
    double factor = share ? a.scale().doubleValue() / b.scale().doubleValue() : 1;
    List<SeriesPeriod> periods = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    double above = 0;
    double below = 0;
    for (ReadValue each : a.present()) {
      ReadValue other = others.get(each.period().ordinal());
      double divisor = other == null ? 0 : number(other);
      if (divisor > 0) {
        periods.add(each.period());
        values.add(factor * number(each) / divisor);
        above += number(each);
        below += divisor;
      }
    }
    double total = below > 0 ? factor * above / below : Double.NaN;
    double[] all = values.stream().mapToDouble(Double::doubleValue).toArray();
    return new SeriesRatio(
        a.name(), b.name(), share, share ? null : unit(a, b), periods, all, total);
  }

  private static double number(ReadValue read) {
    BigDecimal value = read.value();
    return value == null ? Double.NaN : value.doubleValue();
  }

  /** Unit without its scale, by its last character, as 万元 and 元 are of one kind. */
  private static String base(DataSeries series) {
    String unit = Objects.toString(series.unit(), "").strip();
    return unit.isEmpty() ? "" : unit.substring(unit.length() - 1);
  }

  private static String unit(DataSeries a, DataSeries b) {
    String below = b.unit() == null ? b.name() : b.unit();
    return Objects.toString(a.unit(), a.name()) + "/" + below;
  }

  /** Name of the ratio. */
  public String name() {
    return a + "/" + b;
  }

  /** First and last value: their difference for a share, else by how much the last is more. */
  private double change() {
    if (values.length < 2) {
      return Double.NaN;
    }
    double first = values[0];
    double last = values[values.length - 1];
    return share ? last - first : GrowthFigures.change(first, last);
  }

  /** {@code {name, a, b, kind, unit, formula, periods, values, total, change, change_kind}}. */
  public ObjectNode json() {
    ObjectNode json = Json.object().put("name", name()).put("a", a).put("b", b);
    json.put("kind", share ? "share" : "per_unit").put("unit", unit);
    json.put("formula", "a / b for each period; total = sum of a / sum of b; b <= 0 -> none");
    ArrayNode labels = json.putArray("periods");
    periods.forEach(each -> labels.add(each.label()));
    json.set("values", Figures.of(values));
    json.set("total", Figures.of(total));
    json.set("change", Figures.of(change()));
    return json.put("change_kind", share ? "points" : "percent");
  }
}
