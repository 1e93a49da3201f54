package dev.tutti.template;

import dev.tutti.template.NameScope.Meaning;
import dev.tutti.template.api.TemplateException;
import dev.tutti.template.api.TemplatePosition;
import dev.tutti.template.python.DictMethods;
import dev.tutti.template.tree.AssignmentTarget;
import dev.tutti.template.tree.Atom;
import dev.tutti.template.tree.Body;
import dev.tutti.template.tree.Definition;
import dev.tutti.template.tree.Expr;
import dev.tutti.template.tree.Flow;
import dev.tutti.template.tree.Globals;
import dev.tutti.template.tree.Invocation;
import dev.tutti.template.tree.MemberAccess;
import dev.tutti.template.tree.Node;
import dev.tutti.template.tree.Output;
import dev.tutti.template.tree.Partial;
import dev.tutti.template.tree.Signature;
import dev.tutti.template.tree.Unit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Search for the names that a template uses without defining them, and for what it looks for behind
 * them. A name counts as defined once it is set, in the same scope or around it; one that is set in
 * an {@code if}, once every branch sets it.
 *
 * <p>A loop's variable, and a name that is set to part of a value and to nothing else, stand for
 * that part. Where it depends on the values what a name stands for, nothing behind it is reported:
 * a report may be missing, but none is false.
 */
final class FreeNames {
  /**
   * Origin of a value: a name, and the path of a part of it.
   *
   * @param certain false for a name that may have been set to something else; its path is empty
   */
  record Origin(String name, List<String> path, boolean certain) {
    Origin to(String step) {
      var longer = new ArrayList<>(path);
      longer.add(step);
      return new Origin(name, List.copyOf(longer), true);
    }
  }

  private static final Set<String> GUARDS = Set.of("default", "d");
  private static final Set<String> QUESTIONS = Set.of("defined", "undefined");

  /** A partial is looked at wherever it is included, as it sees the names that are there. */
  private static final int MOST_NODES = 100_000;

  private static final int DEEPEST = 300;
  private static final int LONGEST_PATH = 50;

  private final Set<Variable> found = new LinkedHashSet<>();

  /** The partials that are being looked at, each with the conditions that led to it. */
  private final Map<Unit, Integer> open = new HashMap<>();

  private int conditions;
  private int nodes;
  private int depth;

  private FreeNames() {}

  static List<Variable> of(Unit unit) {
    var free = new FreeNames();
    free.open.put(unit, 0);
    free.body(unit.body(), NameScope.outermost());
    return List.copyOf(free.found);
  }

  /**
   * Names that are set here are known afterwards: {@code known} is the scope itself. Macros come
   * last, because they see what is set after them.
   */
  private void body(Body body, NameScope known) {
    var macros = new ArrayList<Runnable>();
    depth++;
    for (var each : body.nodes()) {
      charge(each.position());
      node(each, known);
      if (each instanceof Definition.MacroBlock macro) {
        int since = known.changes();
        macros.add(() -> inner(macro, known.inner(since), macro.signature().parameters()));
      }
    }
    sometimes(() -> macros.forEach(Runnable::run));
    depth--;
  }

  private void charge(TemplatePosition position) {
    if (++nodes > MOST_NODES || depth > DEEPEST) {
      throw TemplateException.syntax(
          position,
          "partials that include others too often (expected: %d tags and texts in all, %d deep)"
              .formatted(MOST_NODES, DEEPEST));
    }
  }

  private void node(Node node, NameScope known) {
    switch (node) {
      case Flow.For loop -> sometimes(() -> loop(loop, known));
      case Flow.If condition -> {
        condition.tests().forEach(each -> expr(each, known, false));
        sometimes(() -> branches(condition.bodies(), known));
      }
      case Flow.With with -> {
        with.values().forEach(each -> expr(each, known, false));
        var inner = known.inner();
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
      case Definition.MacroBlock macro -> known.set(macro.signature().name(), Meaning.OWN);
      case Definition.CallBlock call -> inner(call, known, call.signature().parameters());
      case Definition.FilterBlock filter -> inner(filter, known, List.of());
      case Partial partial -> partial(partial, known);
      case Output output -> output.parts().forEach(each -> expr(each, known, false));
    }
  }

  /** A part that is looked at here need not be rendered. */
  private void sometimes(Runnable look) {
    conditions++;
    look.run();
    conditions--;
  }

  /**
   * A name that every branch sets is known afterwards; one that only some set may be a free name
   * still.
   */
  private void branches(List<Body> bodies, NameScope known) {
    var ends = new LinkedHashMap<String, List<Meaning>>();
    for (var each : bodies) {
      var end = known.inner();
      body(each, end);
      end.forEach(
          (name, meaning) -> ends.computeIfAbsent(name, _ -> new ArrayList<>()).add(meaning));
    }
    ends.forEach(
        (name, meanings) -> {
          if (meanings.size() < bodies.size()) {
            meanings.add(known.find(name).orElseGet(() -> free(name)));
          }
          known.set(name, afterAll(name, meanings));
        });
  }

  private static Meaning free(String name) {
    return Globals.ALL.containsKey(name)
        ? Meaning.OWN
        : new Meaning(new Origin(name, List.of(), false));
  }

  private static Meaning afterAll(String name, List<Meaning> meanings) {
    var free = free(name);
    var different = new HashSet<>(meanings);
    if (different.contains(free)) {
      return free;
    }
    return different.size() == 1 ? meanings.getFirst() : Meaning.OWN;
  }

  private void inner(Node node, NameScope known, List<String> names) {
    var inner = known.inner();
    names.forEach(each -> inner.set(each, Meaning.OWN));
    if (node instanceof Definition.MacroBlock) {
      Signature.EXTRAS.forEach(each -> inner.set(each, Meaning.OWN));
    }
    node.parts().forEach(each -> expr(each, inner, false));
    node.bodies().forEach(each -> body(each, inner));
  }

  private void loop(Flow.For loop, NameScope known) {
    expr(loop.iterable(), known, false);
    var inner = known.inner();
    if (loop.target() instanceof AssignmentTarget.Single(String name) && !loop.recursive()) {
      var list = origin(loop.iterable(), known).filter(Origin::certain);
      inner.set(name, new Meaning(list.flatMap(each -> longer(each, "[]")).orElse(null)));
    } else {
      define(loop.target(), inner);
    }
    loop.conditions().forEach(each -> expr(each, inner, false));
    if (loop.named()) {
      inner.set(Flow.For.LOOP, Meaning.OWN);
    }
    body(loop.body(), inner);
    body(loop.otherwise(), known.inner());
  }

  private void partial(Partial partial, NameScope known) {
    switch (partial) {
      case Partial.Include include ->
          include.units().forEach(each -> used(each, include.context(), include.position(), known));
      case Partial.Import imported -> {
        used(imported.unit(), imported.context(), imported.position(), known);
        known.set(imported.name(), Meaning.OWN);
      }
      case Partial.FromImport imported -> {
        used(imported.unit(), imported.context(), imported.position(), known);
        imported.names().keySet().forEach(each -> known.set(each, Meaning.OWN));
      }
    }
  }

  private void used(Unit unit, boolean context, TemplatePosition position, NameScope known) {
    var before = open.get(unit);
    if (before != null && before == conditions) {
      throw TemplateException.syntax(
          position,
          "'%s' includes itself without end (include it in an if)".formatted(unit.name()));
    }
    if (context && before == null) {
      open.put(unit, conditions);
      body(unit.body(), known.inner());
      open.remove(unit);
    }
  }

  private static void define(AssignmentTarget target, NameScope known) {
    target.names().forEach(each -> known.set(each, Meaning.OWN));
  }

  /** A name that is set to part of a value stands for that part. */
  private void alias(AssignmentTarget target, Expr expr, NameScope known, NameScope inner) {
    var origin = origin(expr, known).filter(Origin::certain);
    if (target instanceof AssignmentTarget.Single(String name)) {
      inner.set(name, new Meaning(origin.orElse(null)));
    } else {
      define(target, inner);
    }
  }

  private void expr(Expr expr, NameScope known, boolean guarded) {
    var origin = origin(expr, known);
    origin.ifPresent(
        each -> found.add(new Variable(each.name, each.path, expr.position(), guarded)));
    switch (expr) {
      case MemberAccess access when origin.isPresent() -> keys(access, known);
      case Invocation.Call call -> called(call, known);
      case Invocation.Filtered use -> invoked(use, GUARDS.contains(use.filter().name()), known);
      case Invocation.Tested use -> invoked(use, QUESTIONS.contains(use.test().name()), known);
      default -> expr.parts().forEach(each -> expr(each, known, false));
    }
  }

  /** The keys on the way to a part of a value. */
  private void keys(Expr expr, NameScope known) {
    switch (expr) {
      case MemberAccess.Attribute(Expr owner, _, _) -> keys(owner, known);
      case MemberAccess.Item(Expr owner, Expr key, _) -> {
        keys(owner, known);
        expr(key, known, false);
      }
      case Expr _ -> {}
    }
  }

  /** The thing called is a method, and no part of a value. */
  private void called(Invocation.Call call, NameScope known) {
    switch (call.callee()) {
      case MemberAccess.Attribute(Expr owner, _, _) -> expr(owner, known, false);
      case Expr callee -> expr(callee, known, false);
    }
    call.arguments().parts().forEach(each -> expr(each, known, false));
  }

  private void invoked(Invocation use, boolean guards, NameScope known) {
    var parts = use.parts();
    expr(parts.getFirst(), known, guards);
    parts.subList(1, parts.size()).forEach(each -> expr(each, known, false));
  }

  /** The value and its part that the expression is, if it is one. */
  private Optional<Origin> origin(Expr expr, NameScope known) {
    return switch (expr) {
      case Atom.Name(String name, _) -> origin(name, known);
      case MemberAccess.Attribute(_, String name, _) when DictMethods.isMethod(name) ->
          Optional.empty();
      case MemberAccess.Attribute(Expr owner, String name, _) -> step(owner, name, known);
      case MemberAccess.Item(Expr owner, Atom.Constant(String key, _), _) ->
          step(owner, key, known);
      case MemberAccess.Item(Expr owner, _, _) -> step(owner, "[]", known);
      default -> Optional.empty();
    };
  }

  private static Optional<Origin> origin(String name, NameScope known) {
    return known
        .find(name)
        .map(Meaning::origin)
        .orElseGet(
            () ->
                Globals.ALL.containsKey(name)
                    ? Optional.empty()
                    : Optional.of(new Origin(name, List.of(), true)));
  }

  private Optional<Origin> step(Expr owner, String name, NameScope known) {
    return origin(owner, known).filter(Origin::certain).flatMap(each -> longer(each, name));
  }

  /** A path that grows with every line of a template would make its analysis quadratic. */
  private static Optional<Origin> longer(Origin origin, String step) {
    return origin.path().size() < LONGEST_PATH ? Optional.of(origin.to(step)) : Optional.empty();
  }
}
