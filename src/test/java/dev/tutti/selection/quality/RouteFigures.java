package dev.tutti.selection.quality;

import com.google.errorprone.annotations.FormatMethod;
import dev.tutti.chat.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Figures of one evaluation with their floors and targets, and the tables around them. */
final class RouteFigures {
  private final List<Figure> figures = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();

  /** Figure with its floor and its target; of shares, costs and times the ceiling. */
  private record Figure(String name, double value, double floor, double target, boolean ceiling) {
    boolean holds() {
      return ceiling ? value <= floor : value >= floor;
    }

    boolean hits() {
      return ceiling ? value <= target : value >= target;
    }
  }

  /** Adds a line to the tables. */
  @FormatMethod
  void line(String format, Object... arguments) {
    text.append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }

  /** Adds a figure that must not be below its floor. */
  void atLeast(String name, double value, double floor, double target) {
    figures.add(new Figure(name, value, floor, target, false));
  }

  /** Adds a figure that must not be above its ceiling. */
  void atMost(String name, double value, double ceiling, double target) {
    figures.add(new Figure(name, value, ceiling, target, true));
  }

  /** Whether no figure is beyond its floor, but those whose gap is known. */
  boolean isGood(Set<String> known) {
    return figures.stream().allMatch(each -> each.holds() || known.contains(each.name));
  }

  String text() {
    var out = new StringBuilder(text);
    out.append(
        String.format(Locale.ROOT, "%n%-26s %8s %8s %8s%n", "figure", "value", "floor", "target"));
    for (var each : figures) {
      out.append(
          String.format(
              Locale.ROOT,
              "%-26s %8.3f %8.2f %8.2f  %s%n",
              each.name,
              each.value,
              each.floor,
              each.target,
              each.hits() ? "target" : each.holds() ? "floor" : "BELOW"));
    }
    return out.toString();
  }

  JsonNode json() {
    var json = Json.object();
    var all = json.putObject("figures");
    figures.forEach(
        each ->
            all.putObject(each.name)
                .put("value", each.value)
                .put("floor", each.floor)
                .put("target", each.target)
                .put("holds", each.holds()));
    return json.put("tables", text.toString());
  }
}
