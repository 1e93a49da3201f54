package dev.tutti.template.tree;

import dev.tutti.template.python.AttributeOwner;
import java.util.Collection;
import java.util.Optional;

/** Module that a partial defines at its top: its macros, and what it sets. */
final class Module implements AttributeOwner {
  private final Unit unit;
  private final VariableScope scope;

  private Module(Unit unit, VariableScope scope) {
    this.unit = unit;
    this.scope = scope;
  }

  /** Runs the partial; what it writes is dropped. */
  static Module of(Unit unit, VariableScope around, Run run) {
    run.enter();
    var context = new RenderContext(run, around.inner(), Out.captured(run.meter()));
    unit.body().run(context);
    run.leave();
    return new Module(unit, context.scope());
  }

  String name() {
    return unit.name();
  }

  @Override
  public Optional<Object> attribute(String name) {
    return isExported(name) ? scope.own(name.intern()) : Optional.empty();
  }

  @Override
  public Collection<String> attributes() {
    return scope.ownNames().stream().filter(Module::isExported).toList();
  }

  private static boolean isExported(String name) {
    return !name.startsWith("_");
  }
}
