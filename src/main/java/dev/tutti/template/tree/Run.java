package dev.tutti.template.tree;

import dev.tutti.template.api.Budget;
import dev.tutti.template.api.Options;
import dev.tutti.template.python.Meter;
import dev.tutti.template.python.PythonError;
import java.util.HashMap;
import java.util.Map;

/** One rendering: its budget, and the modules that it has imported. Confined to one thread. */
public final class Run {
  private final Meter meter;
  private final Options options;
  private final int deepest;
  private final VariableScope globals = VariableScope.outermost(Globals.ALL);
  private final Map<Unit, Module> modules = new HashMap<>();
  private int depth;

  public Run(Budget budget, Options options) {
    this.meter = new Meter(budget.steps(), budget.characters(), budget.time(), budget.nanos());
    this.options = options;
    this.deepest = budget.depth();
  }

  public Meter meter() {
    return meter;
  }

  public Options options() {
    return options;
  }

  /** The scope that holds nothing but the global functions. */
  public VariableScope globals() {
    return globals;
  }

  /** Goes into a macro, a partial or a deeper loop; {@link #leave} must follow. */
  void enter() {
    if (depth >= deepest) {
      throw PythonError.budget("macros and partials are more than " + deepest + " calls deep");
    }
    depth++;
  }

  void leave() {
    depth--;
  }

  /** The definitions of a partial that is imported without context. */
  Module module(Unit unit) {
    var known = modules.get(unit);
    if (known == null) {
      known = Module.of(unit, globals, this);
      modules.put(unit, known);
    }
    return known;
  }
}
