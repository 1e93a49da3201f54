package dev.tutti.template.tree;

import dev.tutti.template.api.MessageRole;
import dev.tutti.template.api.TemplateException;
import dev.tutti.template.api.TemplatePosition;
import dev.tutti.template.python.Printing;
import dev.tutti.template.python.PythonError;
import java.util.List;

/** Node that writes. */
public sealed interface Output extends Node {
  @Override
  default List<Body> bodies() {
    return List.of();
  }

  /** The author's text. */
  record Text(String text, TemplatePosition position) implements Output {
    @Override
    public void run(RenderContext context) {
      try {
        context.out().write(text);
      } catch (PythonError error) {
        throw TemplateException.at(position, error);
      }
    }

    @Override
    public List<Expr> parts() {
      return List.of();
    }
  }

  /** The line that starts another message. */
  record Marker(MessageRole role, TemplatePosition position) implements Output {
    @Override
    public void run(RenderContext context) {
      try {
        context.out().begin(role);
      } catch (PythonError error) {
        throw TemplateException.at(position, error);
      }
    }

    @Override
    public List<Expr> parts() {
      return List.of();
    }
  }

  /** {@code {{ expression }}}. */
  record Print(Expr expr, TemplatePosition position) implements Output {
    @Override
    public void run(RenderContext context) {
      try {
        context.out().write(Printing.text(expr.value(context), context.meter()));
      } catch (PythonError error) {
        throw TemplateException.at(expr.position(), error);
      }
    }

    @Override
    public List<Expr> parts() {
      return List.of(expr);
    }
  }
}
