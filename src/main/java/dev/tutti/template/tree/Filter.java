package dev.tutti.template.tree;

import dev.tutti.template.python.Args;
import dev.tutti.template.python.Bound;
import dev.tutti.template.python.Markup;
import dev.tutti.template.python.Parameters;
import dev.tutti.template.python.Types;
import dev.tutti.template.python.Undefined;

/**
 * A filter of the fixed table.
 *
 * @param name its name
 * @param parameters what it takes beside the value
 * @param trait what is special about it
 * @param body what it does
 */
public record Filter(String name, Parameters parameters, Trait trait, Body body) {
  /** Special traits of filters. */
  public enum Trait {
    NONE,
    /** A text that is escaped stays marked as such. */
    KEEPS_MARK,
    /** It works on what is not defined. */
    TAKES_UNDEFINED
  }

  /** Implementation of a filter. */
  public interface Body {
    Object apply(Object value, Bound args, Run run);
  }

  public Object apply(Object value, Args args, Run run) {
    run.meter().step();
    if (Types.isText(value)) {
      run.meter().scan(Types.text(value, name).length());
    }
    if (trait != Trait.TAKES_UNDEFINED) {
      Undefined.presentOrBlank(value);
    }
    var result = body.apply(value, parameters.bind("the filter '" + name + "'", args), run);
    boolean marked = trait == Trait.KEEPS_MARK && value instanceof Markup;
    return marked && result instanceof String text ? new Markup(text) : result;
  }
}
