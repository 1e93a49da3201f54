package dev.tutti.template.tree;

import dev.tutti.template.api.Place;
import dev.tutti.template.api.TemplateException;
import dev.tutti.template.python.Fault;
import dev.tutti.template.python.Nearest;
import dev.tutti.template.python.Undefined;
import java.util.List;
import java.util.Map;

/** Node that uses other files. */
public sealed interface Partial extends Node {
  @Override
  default List<Expr> parts() {
    return List.of();
  }

  @Override
  default List<Body> bodies() {
    return List.of();
  }

  /**
   * {@code include}.
   *
   * @param units the first of the named partials that there is; none when a missing one is ignored
   * @param context whether it sees the names that are seen here
   */
  record Include(List<Unit> units, boolean context, Place place) implements Partial {
    @Override
    public void run(Frame frame) {
      for (var each : units) {
        try {
          frame.run().enter();
        } catch (Fault fault) {
          throw TemplateException.at(place, fault);
        }
        var around = context ? frame.scope() : frame.run().globals();
        each.body().run(new Frame(frame.run(), around.inner(), frame.out()));
        frame.run().leave();
      }
    }
  }

  /** {@code import ... as name}. */
  record Import(Unit unit, String name, boolean context, Place place) implements Partial {
    @Override
    public void run(Frame frame) {
      frame.scope().set(name, module(unit, context, frame, place));
    }
  }

  /**
   * {@code from ... import a as b}.
   *
   * @param names what it is called here, and what it is called there
   */
  record FromImport(Unit unit, Map<String, String> names, boolean context, Place place)
      implements Partial {
    @Override
    public void run(Frame frame) {
      var module = module(unit, context, frame, place);
      names.forEach(
          (here, there) ->
              frame
                  .scope()
                  .set(here, module.attribute(there).orElseGet(() -> missing(module, there))));
    }

    private static Object missing(Module module, String name) {
      return Undefined.because(
          () ->
              "'%s' does not define '%s'%s"
                  .formatted(module.name(), name, Nearest.advice(name, module.attributes())));
    }
  }

  private static Module module(Unit unit, boolean context, Frame frame, Place place) {
    try {
      var run = frame.run();
      return context ? Module.of(unit, frame.scope(), run) : run.module(unit);
    } catch (Fault fault) {
      throw TemplateException.at(place, fault);
    }
  }
}
