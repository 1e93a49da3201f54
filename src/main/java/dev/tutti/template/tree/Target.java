package dev.tutti.template.tree;

import dev.tutti.template.python.Fault;
import dev.tutti.template.python.Iteration;
import dev.tutti.template.python.Namespace;
import dev.tutti.template.python.Types;
import java.util.List;
import java.util.stream.Stream;

/** Target of an assignment. */
public sealed interface Target {
  void assign(Object value, Frame frame);

  /** The names that are set. */
  Stream<String> names();

  /**
   * A name.
   *
   * @param name interned
   */
  record Single(String name) implements Target {
    @Override
    public void assign(Object value, Frame frame) {
      frame.scope().set(name, value);
    }

    @Override
    public Stream<String> names() {
      return Stream.of(name);
    }
  }

  /** Several targets for the elements of one value. */
  record Several(List<Target> targets) implements Target {
    @Override
    public void assign(Object value, Frame frame) {
      var elements = Iteration.elements(value, frame.meter());
      if (elements.size() != targets.size()) {
        throw Fault.type(
            "%s of %d elements for %d names"
                .formatted(Types.name(value), elements.size(), targets.size()));
      }
      for (int i = 0; i < targets.size(); i++) {
        targets.get(i).assign(elements.get(i), frame);
      }
    }

    @Override
    public Stream<String> names() {
      return targets.stream().flatMap(Target::names);
    }
  }

  /** An attribute of a namespace. */
  record Within(Atom.Name namespace, String attribute) implements Target {
    @Override
    public void assign(Object value, Frame frame) {
      if (!(namespace.value(frame) instanceof Namespace found)) {
        throw Fault.type("'" + namespace.name() + "' is not a namespace");
      }
      found.set(attribute, value);
    }

    @Override
    public Stream<String> names() {
      return Stream.empty();
    }
  }
}
