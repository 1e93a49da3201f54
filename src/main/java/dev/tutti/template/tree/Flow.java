package dev.tutti.template.tree;

import dev.tutti.template.api.Place;
import dev.tutti.template.api.TemplateException;
import dev.tutti.template.python.Fault;
import dev.tutti.template.python.Iteration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Node that decides whether, and how often, something is done. */
public sealed interface Flow extends Node {

  /** {@code if}, with as many {@code elif} as there are further tests. */
  record If(List<Expr> tests, List<Body> then, Body otherwise, Place place) implements Flow {
    @Override
    public void run(Frame frame) {
      for (int i = 0; i < tests.size(); i++) {
        if (Logic.holds(tests.get(i), frame)) {
          then.get(i).run(frame);
          return;
        }
      }
      otherwise.run(frame);
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
      Target target,
      Expr iterable,
      List<Expr> conditions,
      Body body,
      Body otherwise,
      boolean recursive,
      boolean named,
      Place place)
      implements Flow {
    public static final String LOOP = "loop";

    @Override
    public void run(Frame frame) {
      go(iterable.value(frame), frame, 1);
    }

    /** Goes through the elements, as deep within itself as told. */
    void go(Object value, Frame frame, int depth) {
      try {
        var elements = Iteration.of(value, frame.meter());
        var loop = new Loop(value, filtered(elements, frame), this, frame, depth);
        while (loop.advance()) {
          frame.meter().step();
          var inner = frame.inner();
          if (named) {
            inner.scope().set(LOOP, loop);
          }
          target.assign(loop.current(), inner);
          body.run(inner);
        }
        if (loop.isEmpty()) {
          otherwise.run(frame.inner());
        }
      } catch (Fault fault) {
        throw TemplateException.at(place, fault);
      }
    }

    private Iterator<Object> filtered(Iterator<Object> all, Frame frame) {
      return conditions.isEmpty() ? all : new Chosen(all, this::meets, frame);
    }

    private boolean meets(Object element, Frame frame) {
      var inner = frame.inner();
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
  record With(List<Target> targets, List<Expr> values, Body body, Place place) implements Flow {
    @Override
    public void run(Frame frame) {
      var inner = frame.inner();
      for (int i = 0; i < targets.size(); i++) {
        var value = values.get(i).value(frame);
        try {
          targets.get(i).assign(value, inner);
        } catch (Fault fault) {
          throw TemplateException.at(place, fault);
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
