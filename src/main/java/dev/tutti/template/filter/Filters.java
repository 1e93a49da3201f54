package dev.tutti.template.filter;

import dev.tutti.template.python.Parameters;
import dev.tutti.template.tree.Filter;
import dev.tutti.template.tree.Filter.Trait;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The table of filters. */
public final class Filters {
  /** Filters of Jinja2 that a prompt does not get, and why. */
  public static final Map<String, String> REFUSED =
      Map.of(
          "attr", "write a dot or brackets",
          "random", "prompts must be reproducible",
          "urlize", "it makes HTML",
          "xmlattr", "it makes HTML");

  public static final Map<String, Filter> ALL = table();

  private final Map<String, Filter> table = new HashMap<>();

  private Filters() {}

  private static Map<String, Filter> table() {
    var filters = new Filters();
    TextFilters.add(filters);
    EscapeFilters.add(filters);
    NumberFilters.add(filters);
    ListFilters.add(filters);
    ChoiceFilters.add(filters);
    OrderFilters.add(filters);
    DateFilter.add(filters);
    return Map.copyOf(filters.table);
  }

  /** All names, for suggestions. */
  static Set<String> names() {
    return ALL.keySet();
  }

  /** Adds a filter: its name, then its parameters; one that may be left out ends in {@code =}. */
  void put(String signature, Filter.Body body) {
    put(signature, Trait.NONE, body);
  }

  void put(String signature, Trait trait, Filter.Body body) {
    var parts = signature.split(" ", 2);
    add(parts[0], Parameters.of(parts.length > 1 ? parts[1] : ""), trait, body);
  }

  /** Adds a filter that looks at its arguments itself. */
  void putOpen(String name, Filter.Body body) {
    add(name, Parameters.any(), Trait.NONE, body);
  }

  private void add(String name, Parameters parameters, Trait trait, Filter.Body body) {
    table.put(name, new Filter(name, parameters, trait, body));
  }
}
