package dev.tutti.template.tree;

import dev.tutti.template.api.TemplateException;
import dev.tutti.template.api.TemplatePosition;
import dev.tutti.template.python.PythonError;
import dev.tutti.template.python.Undefined;
import dev.tutti.text.Nearest;
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
  record Include(List<Unit> units, boolean context, TemplatePosition position) implements Partial {
    @Override
    public void run(RenderContext renderContext) {
      for (var each : units) {
        try {
          renderContext.run().enter();
        } catch (PythonError error) {
          throw TemplateException.at(position, error);
        }
        var around = context ? renderContext.scope() : renderContext.run().globals();
        each.body()
            .run(new RenderContext(renderContext.run(), around.inner(), renderContext.out()));
        renderContext.run().leave();
      }
    }
  }

  /** {@code import ... as name}. */
  record Import(Unit unit, String name, boolean context, TemplatePosition position)
      implements Partial {
    @Override
    public void run(RenderContext renderContext) {
      renderContext.scope().set(name, module(unit, context, renderContext, position));
    }
  }

  /**
   * {@code from ... import a as b}.
   *
   * @param names what it is called here, and what it is called there
   */
  record FromImport(
      Unit unit, Map<String, String> names, boolean context, TemplatePosition position)
      implements Partial {
    @Override
    public void run(RenderContext renderContext) {
      var module = module(unit, context, renderContext, position);
      names.forEach(
          (here, there) ->
              renderContext
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

  private static Module module(
      Unit unit, boolean context, RenderContext renderContext, TemplatePosition position) {
    try {
      var run = renderContext.run();
      return context ? Module.of(unit, renderContext.scope(), run) : run.module(unit);
    } catch (PythonError error) {
      throw TemplateException.at(position, error);
    }
  }
}
