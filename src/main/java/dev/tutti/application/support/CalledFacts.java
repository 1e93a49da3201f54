package dev.tutti.application.support;

import dev.tutti.application.support.CalledFigures.CalledFigure;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Facts by the names of figures. A number that is called net present value has to be one that was
 * computed or given, or one that the caller's text may call so: it says the name, and does not call
 * the number otherwise. An outlay may be any number of the text that has no other name, as texts
 * have many words for it. Names of which there are no figures are not checked. For one thread.
 */
final class CalledFacts {
  /** Of a longer text it is not read what it calls its numbers. */
  private static final int LONGEST_TEXT = 200_000;

  private final String text;
  private final String unit;
  private final List<JsonNode> figures;
  private final CalledFigures reader;
  private final Map<FigureName, FigureFacts> stated = new EnumMap<>(FigureName.class);
  private final Map<FigureName, Map<Set<String>, FigureFacts>> computed =
      new EnumMap<>(FigureName.class);

  /** Facts of a text and of figures. */
  CalledFacts(String text, String unit, List<JsonNode> figures, CalledFigures reader) {
    this.text = text;
    this.unit = unit;
    this.figures = figures;
    this.reader = reader;
  }

  /** Whether all numbers of a text are what it calls them, not counting figures of some options. */
  boolean hold(String said, Set<String> without) {
    return reader.of(said).stream().allMatch(each -> holds(each, without));
  }

  private boolean holds(CalledFigure each, Set<String> without) {
    FigureName name = each.name();
    return !name.isComputed()
        || !computed(name, Set.of()).areThere()
        || computed(name, without).hold(each.number())
        || stated(name).hold(each.number());
  }

  private FigureFacts computed(FigureName name, Set<String> without) {
    return computed
        .computeIfAbsent(name, _ -> new HashMap<>())
        .computeIfAbsent(
            without,
            _ -> {
              var facts = new FigureFacts(unit, without, name, reader);
              facts.add(figures);
              return facts;
            });
  }

  private FigureFacts stated(FigureName name) {
    return stated.computeIfAbsent(
        name,
        _ -> {
          var facts = new FigureFacts(unit, Set.of(), name, reader);
          if (name == FigureName.OUTLAY || name.isIn(text)) {
            facts.addText(text.length() > LONGEST_TEXT ? text : without(name));
          }
          return facts;
        });
  }

  /** Text without the numbers that it calls by other names. */
  private String without(FigureName name) {
    var open = new StringBuilder(text);
    for (CalledFigure each : reader.of(text)) {
      if (each.name() != name) {
        for (int at = each.number().start(); at < each.number().end(); at++) {
          open.setCharAt(at, ' ');
        }
      }
    }
    return open.toString();
  }
}
