package dev.tutti.application.support;

import dev.tutti.chat.Json;
import dev.tutti.document.block.DocumentTable;
import dev.tutti.document.number.NumberMention;
import dev.tutti.document.number.NumberUnit;
import dev.tutti.document.table.TableCell;
import dev.tutti.document.table.TableGrid;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Options of a table, a row or a column for each: what they cost now, what they bring year by year
 * or each year, their risk, and whatever else is a number as a value by its name.
 *
 * @param options as requests have them; empty where no table states any
 * @param unit of their cash flows, such as 万元
 */
record TableOptions(ArrayNode options, String unit) {
  private static final int MOST_OPTIONS = 20;
  private static final int MOST_YEARS = 40;
  private static final Pattern OUTLAY =
      Pattern.compile(
          "(?i)初始|投资(?!回报|收益)|投入|首期|outlay|investment(?! return)|capex|initial|up-?front");
  private static final Pattern YEAR =
      Pattern.compile(
          "(?i)^\\s*(?:第\\s*([一二三四五六七八九十]|\\d{1,2})\\s*年|(?:year|y)\\s*(\\d{1,2}))(?!\\d)");
  private static final Pattern ANNUAL =
      Pattern.compile("(?i)每年|年(?:均|净|化)?(?:收益|收入|流入|现金流|利润|节省)|annual|per year|yearly");
  private static final Pattern SPAN =
      Pattern.compile("(?i)年限|期限|寿命|年数|horizon|lifetime|^\\s*years\\s*$");
  private static final Pattern RATE = Pattern.compile("(?i)折现率|贴现率|discount");
  private static final Pattern RISK = Pattern.compile("(?i)风险|risk");
  private static final List<Pattern> LEVELS =
      List.of(
          Pattern.compile("(?i)低|low"),
          Pattern.compile("(?i)中低|较低|medium[- ]low"),
          Pattern.compile("(?i)中|中等|medium"),
          Pattern.compile("(?i)中高|较高|medium[- ]high"),
          Pattern.compile("(?i)高|high"));
  private static final String DIGITS = "一二三四五六七八九十";

  /** Options of the first table that has some. */
  static TableOptions of(List<DocumentTable> tables, int years) {
    for (DocumentTable each : tables) {
      for (boolean byRows : new boolean[] {true, false}) {
        Cells cells = new Cells(each.grid(), byRows);
        if (cells.priced()) {
          return read(cells, years);
        }
      }
    }
    return new TableOptions(Json.array(), "");
  }

  /**
   * Table as options and their fields.
   *
   * @param byRows whether a row is an option
   */
  private record Cells(TableGrid grid, boolean byRows) {
    private int body() {
      return grid.rows().size() - grid.headerRows();
    }

    int options() {
      return byRows ? body() : grid.columns() - 1;
    }

    int fields() {
      return byRows ? grid.columns() - 1 : body();
    }

    String name(int option) {
      return byRows ? row(option) : column(option);
    }

    String field(int field) {
      return byRows ? column(field) : row(field);
    }

    private String row(int at) {
      return grid.rowHeader(grid.headerRows() + at).strip();
    }

    private String column(int at) {
      return String.join(" ", grid.columnPath(at + 1)).strip();
    }

    @Nullable NumberMention number(int option, int field) {
      NumberMention read =
          byRows
              ? grid.number(grid.headerRows() + option, field + 1)
              : grid.number(grid.headerRows() + field, option + 1);
      return read != null && read.exact() ? read : null;
    }

    String text(int option, int field) {
      TableCell cell =
          byRows
              ? grid.cell(grid.headerRows() + option, field + 1)
              : grid.cell(grid.headerRows() + field, option + 1);
      return cell == null ? "" : cell.text().strip();
    }

    /** Whether fields say what options cost and what they bring. */
    boolean priced() {
      boolean costs = false;
      boolean brings = false;
      for (int field = 0; field < fields(); field++) {
        costs |= OUTLAY.matcher(field(field)).find() || year(field(field)) == 0;
        brings |= ANNUAL.matcher(field(field)).find() || year(field(field)) > 0;
      }
      return costs && brings && options() > 1;
    }
  }

  /** Year that a field names, -1 for none. */
  private static int year(String field) {
    Matcher at = YEAR.matcher(field);
    if (!at.find()) {
      return -1;
    }
    String named = at.group(1) == null ? at.group(2) : at.group(1);
    int digit = DIGITS.indexOf(named);
    return digit >= 0 ? digit + 1 : Integer.parseInt(named);
  }

  private static TableOptions read(Cells cells, int years) {
    ArrayNode options = Json.array();
    NumberUnit unit = unit(cells);
    for (int option = 0; option < Math.min(MOST_OPTIONS, cells.options()); option++) {
      if (!cells.name(option).isEmpty()) {
        options.add(option(cells, option, unit.scale(), years));
      }
    }
    return new TableOptions(options, printed(unit));
  }

  /** Unit of the first amount. */
  private static NumberUnit unit(Cells cells) {
    for (int field = 0; field < cells.fields(); field++) {
      NumberMention number = cells.number(0, field);
      if (number != null && OUTLAY.matcher(cells.field(field)).find()) {
        return number.unit();
      }
    }
    return new NumberUnit(null, null, BigDecimal.ONE);
  }

  private static String printed(NumberUnit unit) {
    String name = unit.name() == null ? "" : unit.name();
    return switch (unit.scale().stripTrailingZeros().toPlainString()) {
      case "10000" -> "万" + name;
      case "100000000" -> "亿" + name;
      case "1000" -> "thousand " + name;
      case "1000000" -> "million " + name;
      default -> name;
    };
  }

  private static ObjectNode option(Cells cells, int option, BigDecimal scale, int usualYears) {
    ObjectNode json = Json.object().put("name", cells.name(option)).put("source", "given");
    Map<Integer, Double> flows = new TreeMap<>();
    double annual = 0;
    int years = usualYears;
    for (int field = 0; field < cells.fields(); field++) {
      String name = cells.field(field);
      NumberMention number = cells.number(option, field);
      if (RISK.matcher(name).find()) {
        risk(json, cells.text(option, field), number);
      } else if (number != null && RATE.matcher(name).find()) {
        json.put("discount_rate", number.amount().doubleValue());
      } else if (number != null && SPAN.matcher(name).find()) {
        years = Math.clamp(number.amount().longValue(), 1, MOST_YEARS);
      } else if (number != null && year(name) >= 0) {
        flows.merge(Math.min(MOST_YEARS, year(name)), scaled(number, scale), Double::sum);
      } else if (number != null && OUTLAY.matcher(name).find()) {
        flows.merge(0, -Math.abs(scaled(number, scale)), Double::sum);
      } else if (number != null && ANNUAL.matcher(name).find()) {
        annual += scaled(number, scale);
      } else if (number != null && !name.isEmpty()) {
        json.withObject("values").put(name, number.amount().doubleValue());
      }
    }
    for (int year = 1; annual != 0 && year <= years; year++) {
      flows.merge(year, annual, Double::sum);
    }
    ArrayNode list = json.putArray("cash_flows");
    List<Integer> known = new ArrayList<>(flows.keySet());
    for (int year = 0; !known.isEmpty() && year <= known.getLast(); year++) {
      list.add(flows.getOrDefault(year, 0.0));
    }
    if (list.isEmpty()) {
      json.remove("cash_flows");
    }
    return json;
  }

  /** Amount in the unit; a number without a unit of its own is in that of the others. */
  private static double scaled(NumberMention number, BigDecimal scale) {
    boolean plain =
        number.unit().name() == null && number.unit().scale().compareTo(BigDecimal.ONE) == 0;
    if (plain) {
      return number.amount().doubleValue();
    }
    return number.amount().divide(scale, MathContext.DECIMAL64).doubleValue();
  }

  /** Level from 1 to 5, as a number or a word. */
  private static void risk(ObjectNode json, String text, @Nullable NumberMention number) {
    if (number != null
        && number.amount().doubleValue() >= 1
        && number.amount().doubleValue() <= 5) {
      json.put("risk_level", number.amount().doubleValue());
    }
    for (int level = 0; level < LEVELS.size(); level++) {
      if (LEVELS.get(level).matcher(text).matches()) {
        json.put("risk_level", level + 1);
      }
    }
  }
}
