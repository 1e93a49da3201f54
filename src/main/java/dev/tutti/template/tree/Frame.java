package dev.tutti.template.tree;

import dev.tutti.template.python.Meter;

/**
 * Frame of a rendering: its scope, and where its text goes.
 *
 * @param run the rendering
 * @param scope the names that are seen
 * @param out where text goes
 */
public record Frame(Run run, Scope scope, Out out) {
  Meter meter() {
    return run.meter();
  }

  /** With a new scope within this one. */
  Frame inner() {
    return new Frame(run, scope.inner(), out);
  }

  /** What a body writes, as a text, in a scope of its own. */
  String capture(Body body) {
    var inner = new Frame(run, scope.inner(), Out.captured(run.meter()));
    body.run(inner);
    return inner.out.text();
  }
}
