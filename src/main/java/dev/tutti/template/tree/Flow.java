package dev.tutti.template.tree;

import dev.tutti.template.api.TemplateException;
import dev.tutti.template.api.TemplatePosition;
import dev.tutti.template.python.Iteration;
import dev.tutti.template.python.PythonError;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Node that decides whether, and how often, something is done. */
public sealed interface Flow extends Node {

  /** {@code if}, with as many {@code elif} as there are further tests. */
  record If(List<Expr> tests, List<Body> then, Body otherwise, TemplatePosition position)
      implements Flow {
    @Override
    public void run(RenderContext context) {
      for (int i = 0; i < tests.size(); i++) {
        if (Logic.holds(tests.get(i), context)) {
          then.get(i).run(context);
          return;
        }
      }
      otherwise.run(context);
    }

    @Override
    public List<Expr> parts() {
      return tests;
    }

    @Override
    public List<Body> bodies() {
      var bodies = new ArrayList<>(then);
      bodies.add(otherwise);
      return bodies;
    }
  }

  /**
   * {@code for}.
   *
   * @param conditions at most one, which elements must meet
   * @param recursive whether {@code loop(...)} may be called
   * @param named whether the body asks for {@code loop}; a partial that it includes cannot
   */
  record For(
      AssignmentTarget target,
      Expr iterable,
      List<Expr> conditions,
      Body body,
      Body otherwise,
      boolean recursive,
      boolean named,
      TemplatePosition position)
      implements Flow {
    public static final String LOOP = "loop";

    @Override
    public void run(RenderContext context) {
      go(iterable.value(context), context, 1);
    }

    /** Goes through the elements, as deep within itself as told. */
    void go(Object value, RenderContext context, int depth) {
      try {
        var elements = Iteration.of(value, context.meter());
        var loop = new LoopVariable(value, filtered(elements, context), this, context, depth);
        while (loop.advance()) {
          context.meter().step();
          var inner = context.inner();
          if (named) {
            inner.scope().set(LOOP, loop);
          }
          target.assign(loop.current(), inner);
          body.run(inner);
        }
        if (loop.isEmpty()) {
          otherwise.run(context.inner());
        }
      } catch (PythonError error) {
        throw TemplateException.at(position, error);
      }
    }

    private Iterator<Object> filtered(Iterator<Object> all, RenderContext context) {
      return conditions.isEmpty() ? all : new FilteredElements(all, this::meets, context);
    }

    private boolean meets(Object element, RenderContext context) {
      var inner = context.inner();
      target.assign(element, inner);
      return Logic.holds(conditions.getFirst(), inner);
    }

    @Override
    public List<Expr> parts() {
      var parts = new ArrayList<>(conditions);
      parts.addFirst(iterable);
      return parts;
    }

    @Override
    public List<Body> bodies() {
      return List.of(body, otherwise);
    }
  }

  /** {@code with}: names for a part of the template. */
  record With(
      List<AssignmentTarget> targets, List<Expr> values, Body body, TemplatePosition position)
      implements Flow {
    @Override
    public void run(RenderContext context) {
      var inner = context.inner();
      for (int i = 0; i < targets.size(); i++) {
        var value = values.get(i).value(context);
        try {
          targets.get(i).assign(value, inner);
        } catch (PythonError error) {
          throw TemplateException.at(position, error);
        }
      }
      body.run(inner);
    }

    @Override
    public List<Expr> parts() {
      return values;
    }

    @Override
    public List<Body> bodies() {
      return List.of(body);
    }
  }
}
