package dev.tutti.template.tree;

import dev.tutti.template.api.Place;
import dev.tutti.template.api.TemplateException;
import dev.tutti.template.python.Args;
import dev.tutti.template.python.Fault;
import dev.tutti.template.python.Printing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Node that gives names to values and to pieces of template, or makes a text to use as a value. */
public sealed interface Definition extends Node {

  /** {@code set a = ...}. */
  record Set(Target target, Expr expr, Place place) implements Definition {
    @Override
    public void run(Frame frame) {
      var value = expr.value(frame);
      try {
        frame.meter().step();
        target.assign(value, frame);
      } catch (Fault fault) {
        throw TemplateException.at(place, fault);
      }
    }

    @Override
    public List<Expr> parts() {
      return List.of(expr);
    }

    @Override
    public List<Body> bodies() {
      return List.of();
    }
  }

  /** {@code set a} up to {@code endset}. */
  record SetBlock(Target target, List<Invocation.Filtered> filters, Body body, Place place)
      implements Definition {
    @Override
    public void run(Frame frame) {
      try {
        target.assign(filtered(filters, frame.capture(body), frame), frame);
      } catch (Fault fault) {
        throw TemplateException.at(place, fault);
      }
    }

    @Override
    public List<Expr> parts() {
      return List.copyOf(filters);
    }

    @Override
    public List<Body> bodies() {
      return List.of(body);
    }
  }

  /** {@code filter name} up to {@code endfilter}. */
  record FilterBlock(List<Invocation.Filtered> filters, Body body, Place place)
      implements Definition {
    @Override
    public void run(Frame frame) {
      var value = filtered(filters, frame.capture(body), frame);
      try {
        frame.out().write(Printing.text(value, frame.meter()));
      } catch (Fault fault) {
        throw TemplateException.at(place, fault);
      }
    }

    @Override
    public List<Expr> parts() {
      return List.copyOf(filters);
    }

    @Override
    public List<Body> bodies() {
      return List.of(body);
    }
  }

  private static Object filtered(List<Invocation.Filtered> filters, Object text, Frame frame) {
    var value = text;
    for (var each : filters) {
      value = each.apply(value, frame);
    }
    return value;
  }

  /** {@code macro}. */
  record MacroBlock(Signature signature, Body body, Place place) implements Definition {
    @Override
    public void run(Frame frame) {
      frame.scope().set(signature.name(), new Macro(signature, body, frame));
    }

    @Override
    public List<Expr> parts() {
      return signature.defaults();
    }

    @Override
    public List<Body> bodies() {
      return List.of(body);
    }
  }

  /** {@code call}: a macro is called, and gets what stands in the block as {@code caller}. */
  record CallBlock(Invocation.Call call, Signature signature, Body body, Place place)
      implements Definition {
    static final String CALLER = "caller";

    @Override
    public void run(Frame frame) {
      var args = call.arguments().evaluate(frame);
      var named = new LinkedHashMap<>(args.named());
      named.put(CALLER, new Macro(signature, body, frame));
      var value = call.invoke(frame, new Args(args.positional(), named));
      try {
        frame.out().write(Printing.text(value, frame.meter()));
      } catch (Fault fault) {
        throw TemplateException.at(place, fault);
      }
    }

    @Override
    public List<Expr> parts() {
      var parts = new ArrayList<>(signature.defaults());
      parts.addFirst(call);
      return parts;
    }

    @Override
    public List<Body> bodies() {
      return List.of(body);
    }
  }
}
