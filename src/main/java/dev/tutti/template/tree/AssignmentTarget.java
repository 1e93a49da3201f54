package dev.tutti.template.tree;

import dev.tutti.template.python.Iteration;
import dev.tutti.template.python.Namespace;
import dev.tutti.template.python.PythonError;
import dev.tutti.template.python.Types;
import java.util.List;
import java.util.stream.Stream;

/** Target of an assignment. */
public sealed interface AssignmentTarget {
  void assign(Object value, RenderContext context);

  /** The names that are set. */
  Stream<String> names();

  /**
   * A name.
   *
   * @param name interned
   */
  record Single(String name) implements AssignmentTarget {
    @Override
    public void assign(Object value, RenderContext context) {
      context.scope().set(name, value);
    }

    @Override
    public Stream<String> names() {
      return Stream.of(name);
    }
  }

  /** Several targets for the elements of one value. */
  record Several(List<AssignmentTarget> targets) implements AssignmentTarget {
    @Override
    public void assign(Object value, RenderContext context) {
      var elements = Iteration.elements(value, context.meter());
      if (elements.size() != targets.size()) {
        throw PythonError.type(
            "%s of %d elements for %d names"
                .formatted(Types.name(value), elements.size(), targets.size()));
      }
      for (int i = 0; i < targets.size(); i++) {
        targets.get(i).assign(elements.get(i), context);
      }
    }

    @Override
    public Stream<String> names() {
      return targets.stream().flatMap(AssignmentTarget::names);
    }
  }

  /** An attribute of a namespace. */
  record Within(Atom.Name namespace, String attribute) implements AssignmentTarget {
    @Override
    public void assign(Object value, RenderContext context) {
      if (!(namespace.value(context) instanceof Namespace found)) {
        throw PythonError.type("'" + namespace.name() + "' is not a namespace");
      }
      found.set(attribute, value);
    }

    @Override
    public Stream<String> names() {
      return Stream.empty();
    }
  }
}
