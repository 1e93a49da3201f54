package dev.tutti.template;

import dev.tutti.template.python.DictMethods;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the names that a template uses without defining them, and what it looks for behind them. A
 * name counts as defined once it is set, in the same scope or around it; one that is set in an
 * {@code if}, once every branch sets it.
 *
 * <p>A loop's variable, and a name that is set to part of a value and to nothing else, stand for
 * that part. Where it depends on the values what a name stands for, nothing behind it is reported:
 * a report may be missing, but none is false.
 */
final class FreeNames {
  /**
   * Which part of which value something is.
   *
   * @param certain false for a name that may have been set to something else; its path is empty
   */
  private record Origin(String name, List<String> path, boolean certain) {
    Origin to(String step) {
      var longer = new ArrayList<>(path);
      longer.add(step);
      return new Origin(name, List.copyOf(longer), true);
    }
  }

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

  /**
   * Names that are set here are known afterwards: {@code known} is the scope itself. Macros come
   * last, because they see what is set after them.
   */
  private void body(Body body, Map<String, Optional<Origin>> known) {
    var macros = new ArrayList<Runnable>();
    for (var each : body.nodes()) {
      node(each, known);
      if (each instanceof Definition.MacroBlock macro) {
        var before = new HashMap<>(known);
        macros.add(() -> inner(macro, settled(before, known), macro.signature().parameters()));
      }
    }
    macros.forEach(Runnable::run);
  }

  /** A macro may be called before and after a name is set to something else. */
  private static Map<String, Optional<Origin>> settled(
      Map<String, Optional<Origin>> before, Map<String, Optional<Origin>> after) {
    var settled = new HashMap<>(after);
    settled.replaceAll(
        (name, origin) ->
            origin.equals(before.get(name)) ? origin : origin.filter(each -> !each.certain));
    return settled;
  }

  private void node(Node node, Map<String, Optional<Origin>> known) {
    switch (node) {
      case Flow.For loop -> loop(loop, known);
      case Flow.If condition -> {
        condition.tests().forEach(each -> expr(each, known, false));
        branches(condition.bodies(), known);
      }
      case Flow.With with -> {
        with.values().forEach(each -> expr(each, known, false));
        var inner = new HashMap<>(known);
        for (int i = 0; i < with.targets().size(); i++) {
          alias(with.targets().get(i), with.values().get(i), known, inner);
        }
        body(with.body(), inner);
      }
      case Definition.Set set -> {
        expr(set.expr(), known, false);
        alias(set.target(), set.expr(), known, known);
      }
      case Definition.SetBlock set -> {
        inner(set, known, List.of());
        define(set.target(), known);
      }
      case Definition.MacroBlock macro -> known.put(macro.signature().name(), Optional.empty());
      case Definition.CallBlock call -> inner(call, known, call.signature().parameters());
      case Definition.FilterBlock filter -> inner(filter, known, List.of());
      case Partial partial -> partial(partial, known);
      case Output output -> output.parts().forEach(each -> expr(each, known, false));
    }
  }

  /** What every branch sets is known afterwards; what only some set, may be a free name still. */
  private void branches(List<Body> bodies, Map<String, Optional<Origin>> known) {
    var ends = new ArrayList<Map<String, Optional<Origin>>>();
    var names = new HashSet<String>();
    for (var each : bodies) {
      var end = new HashMap<>(known);
      body(each, end);
      ends.add(end);
      names.addAll(end.keySet());
    }
    names.forEach(name -> known.put(name, afterAll(name, ends)));
  }

  private static Optional<Origin> afterAll(String name, List<Map<String, Optional<Origin>>> ends) {
    Optional<Origin> free =
        Globals.ALL.containsKey(name)
            ? Optional.empty()
            : Optional.of(new Origin(name, List.of(), false));
    var origins = ends.stream().map(each -> each.getOrDefault(name, free)).distinct().toList();
    if (origins.contains(free)) {
      return free;
    }
    return origins.size() == 1 ? origins.getFirst() : Optional.empty();
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
    if (loop.target() instanceof Target.Single(String name) && !loop.recursive()) {
      var list = origin(loop.iterable(), known).filter(Origin::certain);
      inner.put(name, list.map(each -> each.to("[]")));
    }
    loop.conditions().forEach(each -> expr(each, inner, false));
    if (loop.named()) {
      inner.put(Flow.For.LOOP, Optional.empty());
    }
    body(loop.body(), inner);
    body(loop.otherwise(), new HashMap<>(known));
  }

  private void partial(Partial partial, Map<String, Optional<Origin>> known) {
    switch (partial) {
      case Partial.Include include ->
          include.units().forEach(each -> used(each, include.context(), known));
      case Partial.Import imported -> {
        used(imported.unit(), imported.context(), known);
        known.put(imported.name(), Optional.empty());
      }
      case Partial.FromImport imported -> {
        used(imported.unit(), imported.context(), known);
        imported.names().keySet().forEach(each -> known.put(each, Optional.empty()));
      }
    }
  }

  private void used(Unit unit, boolean context, Map<String, Optional<Origin>> known) {
    if (context && visited.add(unit)) {
      body(unit.body(), new HashMap<>(known));
      visited.remove(unit);
    }
  }

  private static void define(Target target, Map<String, Optional<Origin>> known) {
    target.names().forEach(each -> known.put(each, Optional.empty()));
  }

  /** A name that is set to part of a value stands for that part. */
  private void alias(
      Target target,
      Expr expr,
      Map<String, Optional<Origin>> known,
      Map<String, Optional<Origin>> inner) {
    var origin = origin(expr, known).filter(Origin::certain);
    define(target, inner);
    if (target instanceof Target.Single(String name)) {
      inner.put(name, origin);
    }
  }

  private void expr(Expr expr, Map<String, Optional<Origin>> known, boolean guarded) {
    var origin = origin(expr, known);
    origin.ifPresent(each -> found.add(new Variable(each.name, each.path, expr.place(), guarded)));
    switch (expr) {
      case Access access when origin.isPresent() -> keys(access, known);
      case Invocation.Call call -> called(call, known);
      case Invocation.Filtered use -> invoked(use, GUARDS.contains(use.filter().name()), known);
      case Invocation.Tested use -> invoked(use, QUESTIONS.contains(use.test().name()), known);
      default -> expr.parts().forEach(each -> expr(each, known, false));
    }
  }

  /** The keys on the way to a part of a value. */
  private void keys(Expr expr, Map<String, Optional<Origin>> known) {
    switch (expr) {
      case Access.Attribute(Expr owner, _, _) -> keys(owner, known);
      case Access.Item(Expr owner, Expr key, _) -> {
        keys(owner, known);
        expr(key, known, false);
      }
      case Expr _ -> {}
    }
  }

  /** What is called is a method, and no part of a value. */
  private void called(Invocation.Call call, Map<String, Optional<Origin>> known) {
    switch (call.callee()) {
      case Access.Attribute(Expr owner, _, _) -> expr(owner, known, false);
      case Expr callee -> expr(callee, known, false);
    }
    call.arguments().parts().forEach(each -> expr(each, known, false));
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
      case Atom.Name(String name, _) -> Optional.of(new Origin(name, List.of(), true));
      case Access.Attribute(_, String name, _) when DictMethods.isMethod(name) -> Optional.empty();
      case Access.Attribute(Expr owner, String name, _) -> step(owner, name, known);
      case Access.Item(Expr owner, Atom.Constant(String key, _), _) -> step(owner, key, known);
      case Access.Item(Expr owner, _, _) -> step(owner, "[]", known);
      default -> Optional.empty();
    };
  }

  private Optional<Origin> step(Expr owner, String name, Map<String, Optional<Origin>> known) {
    return origin(owner, known).filter(Origin::certain).map(each -> each.to(name));
  }
}
