package dev.tutti.template.tree;

import dev.tutti.template.api.TemplateException;
import dev.tutti.template.api.TemplatePosition;
import dev.tutti.template.python.Args;
import dev.tutti.template.python.Printing;
import dev.tutti.template.python.PythonError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Node that gives names to values and to pieces of template, or makes a text to use as a value. */
public sealed interface Definition extends Node {

  /** {@code set a = ...}. */
  record Set(AssignmentTarget target, Expr expr, TemplatePosition position) implements Definition {
    @Override
    public void run(RenderContext context) {
      var value = expr.value(context);
      try {
        context.meter().step();
        target.assign(value, context);
      } catch (PythonError error) {
        throw TemplateException.at(position, error);
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
  record SetBlock(
      AssignmentTarget target,
      List<Invocation.Filtered> filters,
      Body body,
      TemplatePosition position)
      implements Definition {
    @Override
    public void run(RenderContext context) {
      try {
        target.assign(filtered(filters, context.capture(body), context), context);
      } catch (PythonError error) {
        throw TemplateException.at(position, error);
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
  record FilterBlock(List<Invocation.Filtered> filters, Body body, TemplatePosition position)
      implements Definition {
    @Override
    public void run(RenderContext context) {
      var value = filtered(filters, context.capture(body), context);
      try {
        context.out().write(Printing.text(value, context.meter()));
      } catch (PythonError error) {
        throw TemplateException.at(position, error);
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

  private static Object filtered(
      List<Invocation.Filtered> filters, Object text, RenderContext context) {
    var value = text;
    for (var each : filters) {
      value = each.apply(value, context);
    }
    return value;
  }

  /** {@code macro}. */
  record MacroBlock(Signature signature, Body body, TemplatePosition position)
      implements Definition {
    @Override
    public void run(RenderContext context) {
      context.scope().set(signature.name(), new Macro(signature, body, context));
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
  record CallBlock(Invocation.Call call, Signature signature, Body body, TemplatePosition position)
      implements Definition {
    static final String CALLER = "caller";

    @Override
    public void run(RenderContext context) {
      var args = call.arguments().evaluate(context);
      var named = new LinkedHashMap<>(args.named());
      named.put(CALLER, new Macro(signature, body, context));
      var value = call.invoke(context, new Args(args.positional(), named));
      try {
        context.out().write(Printing.text(value, context.meter()));
      } catch (PythonError error) {
        throw TemplateException.at(position, error);
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
