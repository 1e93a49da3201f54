package dev.tutti.template.tree;

import dev.tutti.template.api.TemplateException;
import dev.tutti.template.python.PythonError;
import java.util.List;
import java.util.stream.Stream;

/**
 * Statements one after another.
 *
 * @param nodes in their order
 */
public record Body(List<Node> nodes) {
  public static final Body EMPTY = new Body(List.of());

  public void run(RenderContext context) {
    for (int i = 0; i < nodes.size(); i++) {
      var node = nodes.get(i);
      try {
        context.meter().step();
      } catch (PythonError error) {
        throw TemplateException.at(node.position(), error);
      }
      node.run(context);
    }
  }

  /** Every name that is read anywhere within. */
  public Stream<String> names() {
    return nodes.stream()
        .flatMap(
            each ->
                Stream.concat(
                    each.parts().stream().flatMap(Body::names),
                    each.bodies().stream().flatMap(Body::names)));
  }

  private static Stream<String> names(Expr expr) {
    return expr instanceof Atom.Name name
        ? Stream.of(name.name())
        : expr.parts().stream().flatMap(Body::names);
  }
}
