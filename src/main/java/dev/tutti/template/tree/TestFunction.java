package dev.tutti.template.tree;

import dev.tutti.template.python.Args;
import dev.tutti.template.python.Bound;
import dev.tutti.template.python.Parameters;
import dev.tutti.template.python.Types;
import dev.tutti.template.python.Undefined;

/**
 * A test of the fixed table.
 *
 * @param name its name
 * @param parameters what it takes beside the value
 * @param takesUndefined whether it works on what is not defined
 * @param body what it finds out
 */
public record TestFunction(String name, Parameters parameters, boolean takesUndefined, Body body) {
  /** Implementation of a test. */
  public interface Body {
    boolean holds(Object value, Bound args, Run run);
  }

  public boolean holds(Object value, Args args, Run run) {
    run.meter().step();
    if (Types.isText(value)) {
      run.meter().scan(Types.text(value, name).length());
    }
    if (!takesUndefined) {
      Undefined.presentOrBlank(value);
    }
    return body.holds(value, parameters.bind("the test '" + name + "'", args), run);
  }
}
