package dev.tutti.template.tree;

import dev.tutti.template.python.Meter;

/**
 * Frame of a rendering: its scope, and where its text goes.
 *
 * @param run the rendering
 * @param scope the names that are seen
 * @param out where text goes
 */
public record RenderContext(Run run, VariableScope scope, Out out) {
  Meter meter() {
    return run.meter();
  }

  /** With a new scope within this one. */
  RenderContext inner() {
    return new RenderContext(run, scope.inner(), out);
  }

  /** The output of a body, as a text, in a scope of its own. */
  String capture(Body body) {
    var inner = new RenderContext(run, scope.inner(), Out.captured(run.meter()));
    body.run(inner);
    return inner.out.text();
  }
}
