package dev.tutti.template;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the names that a template uses without defining them. A name that is set anywhere before,
 * in the same scope or around it, counts as defined, whichever branch sets it.
 */
final class FreeNames {
  /** What a name of the template stands for: part of a value, or something of its own. */
  private record Origin(String name, List<String> path) {}

  private static final Set<String> GUARDS = Set.of("default", "d");
  private static final Set<String> QUESTIONS = Set.of("defined", "undefined");

  private final Set<Variable> found = new LinkedHashSet<>();
  private final Set<Unit> visited = new HashSet<>();

  private FreeNames() {}

  static List<Variable> of(Unit unit) {
    var free = new FreeNames();
    free.visited.add(unit);
    free.body(unit.body(), new HashMap<>());
    return List.copyOf(free.found);
  }

  /** Names that are set here are known afterwards: {@code known} is the scope itself. */
  private void body(Body body, Map<String, Optional<Origin>> known) {
    body.nodes().forEach(each -> node(each, known));
  }

  private void node(Node node, Map<String, Optional<Origin>> known) {
    switch (node) {
      case Flow.For loop -> loop(loop, known);
      case Flow.If condition -> {
        condition.tests().forEach(each -> expr(each, known, false));
        condition.bodies().forEach(each -> body(each, known));
      }
      case Flow.With with -> {
        with.values().forEach(each -> expr(each, known, false));
        var inner = new HashMap<>(known);
        with.targets().forEach(each -> define(each, inner));
        body(with.body(), inner);
      }
      case Definition.Set set -> {
        expr(set.expr(), known, false);
        define(set.target(), known);
      }
      case Definition.SetBlock set -> {
        inner(set, known, List.of());
        define(set.target(), known);
      }
      case Definition.MacroBlock macro -> {
        known.put(macro.signature().name(), Optional.empty());
        inner(macro, known, macro.signature().parameters());
      }
      case Definition.CallBlock call -> inner(call, known, call.signature().parameters());
      case Definition.FilterBlock filter -> inner(filter, known, List.of());
      case Partial partial -> partial(partial, known);
      case Output output -> output.parts().forEach(each -> expr(each, known, false));
    }
  }

  private void inner(Node node, Map<String, Optional<Origin>> known, List<String> names) {
    var inner = new HashMap<>(known);
    names.forEach(each -> inner.put(each, Optional.empty()));
    if (node instanceof Definition.MacroBlock) {
      Signature.EXTRAS.forEach(each -> inner.put(each, Optional.empty()));
    }
    node.parts().forEach(each -> expr(each, inner, false));
    node.bodies().forEach(each -> body(each, inner));
  }

  private void loop(Flow.For loop, Map<String, Optional<Origin>> known) {
    expr(loop.iterable(), known, false);
    var inner = new HashMap<>(known);
    define(loop.target(), inner);
    if (loop.target() instanceof Target.Single(String name)) {
      inner.put(name, origin(loop.iterable(), known).map(FreeNames::element));
    }
    loop.conditions().forEach(each -> expr(each, inner, false));
    if (loop.named()) {
      inner.put(Flow.For.LOOP, Optional.empty());
    }
    body(loop.body(), inner);
    body(loop.otherwise(), new HashMap<>(known));
  }

  private static Origin element(Origin list) {
    return new Origin(list.name, longer(list.path, "[]"));
  }

  private static List<String> longer(List<String> path, String step) {
    var longer = new ArrayList<>(path);
    longer.add(step);
    return longer;
  }

  private void partial(Partial partial, Map<String, Optional<Origin>> known) {
    switch (partial) {
      case Partial.Include include ->
          include.units().forEach(each -> include(each, include, known));
      case Partial.Import imported -> known.put(imported.name(), Optional.empty());
      case Partial.FromImport imported ->
          imported.names().keySet().forEach(each -> known.put(each, Optional.empty()));
    }
  }

  private void include(Unit unit, Partial.Include include, Map<String, Optional<Origin>> known) {
    if (include.context() && visited.add(unit)) {
      body(unit.body(), new HashMap<>(known));
      visited.remove(unit);
    }
  }

  private static void define(Target target, Map<String, Optional<Origin>> known) {
    target.names().forEach(each -> known.put(each, Optional.empty()));
  }

  private void expr(Expr expr, Map<String, Optional<Origin>> known, boolean guarded) {
    var origin = origin(expr, known);
    origin.ifPresent(each -> found.add(new Variable(each.name, each.path, expr.place(), guarded)));
    switch (expr) {
      case Access.Attribute _ when origin.isPresent() -> {}
      case Access.Item item when origin.isPresent() -> expr(item.key(), known, false);
      case Invocation.Filtered use -> invoked(use, GUARDS.contains(use.filter().name()), known);
      case Invocation.Tested use -> invoked(use, QUESTIONS.contains(use.test().name()), known);
      default -> expr.parts().forEach(each -> expr(each, known, false));
    }
  }

  private void invoked(Invocation use, boolean guards, Map<String, Optional<Origin>> known) {
    var parts = use.parts();
    expr(parts.getFirst(), known, guards);
    parts.subList(1, parts.size()).forEach(each -> expr(each, known, false));
  }

  /** Which part of which value the expression is, if it is one. */
  private Optional<Origin> origin(Expr expr, Map<String, Optional<Origin>> known) {
    return switch (expr) {
      case Atom.Name(String name, _) when known.containsKey(name) ->
          known.getOrDefault(name, Optional.empty());
      case Atom.Name(String name, _) when Globals.ALL.containsKey(name) -> Optional.empty();
      case Atom.Name(String name, _) -> Optional.of(new Origin(name, List.of()));
      case Access.Attribute(Expr owner, String name, _) -> step(owner, name, known);
      case Access.Item(Expr owner, Atom.Constant(String key, _), _) -> step(owner, key, known);
      case Access.Item(Expr owner, _, _) -> step(owner, "[]", known);
      default -> Optional.empty();
    };
  }

  private Optional<Origin> step(Expr owner, String name, Map<String, Optional<Origin>> known) {
    return origin(owner, known).map(each -> new Origin(each.name, longer(each.path, name)));
  }
}
